// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.MismatchPolicy;
import io.mqttmysql.sink.offset.PartitionPlan.Kind;
import io.mqttmysql.sink.testing.Rows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionClaimsTest {
    private static final TopicPartition PARTITION = new TopicPartition("home", 3);

    private final OffsetJumps jumps = new OffsetJumps("house-0");
    private final PartitionClaims claims = new PartitionClaims("house-0", "house", MismatchPolicy.FAIL, jumps);

    @BeforeEach
    void open() {
        claims.open(List.of(PARTITION));
    }

    @Test
    void startsWhereKafkaStartsWhenNothingIsStored() throws ClaimLost {
        PartitionPlan plan = claims.plan(PARTITION, 7, Optional.empty());

        assertThat(plan.accepts(7)).isTrue();
        assertThat(claims.next(PARTITION)).isEmpty();
    }

    @Test
    void skipsWhatIsStored() throws ClaimLost {
        PartitionPlan plan = claims.plan(PARTITION, 5, stored(10));

        assertThat(plan.accepts(9)).isFalse();
        assertThat(plan.accepts(10)).isTrue();
    }

    @Test
    void goesOnSkippingWhileKafkaRepeatsWhatIsStored() throws ClaimLost {
        claims.claim(PARTITION, 10, 5);

        assertThat(claims.plan(PARTITION, 5, stored(10)).accepts(9)).isFalse();
    }

    @Test
    void asksForTheRestOnceWhenKafkaStartsBeyondTheStoredOffset() throws ClaimLost {
        PartitionPlan plan = claims.plan(PARTITION, 12, stored(10));
        assertThat(plan).isEqualTo(new PartitionPlan(stored(10), 10, Kind.GO_BACK));

        claims.claim(PARTITION, 10, 10);

        PartitionPlan again = claims.plan(PARTITION, 12, stored(10));
        assertThat(again.isRewind()).isFalse();
        assertThat(again.accepts(12)).isTrue();
    }

    @Test
    void takesGapsAsTheyAreAlsoAfterAFailure() throws ClaimLost {
        claims.claim(PARTITION, 10, 10);
        claims.doubt(List.of(PARTITION));

        PartitionPlan plan = claims.plan(PARTITION, 12, stored(10));

        assertThat(plan.isRewind()).isFalse();
    }

    @Test
    void goesBackWhenTheServerLostItsLastCommits() throws ClaimLost {
        claims.claim(PARTITION, 20, 20);
        assertThatThrownBy(() -> claims.plan(PARTITION, 20, stored(15))).isInstanceOf(ClaimLost.class);
        claims.doubt(List.of(PARTITION));

        assertThat(claims.plan(PARTITION, 20, stored(15))).isEqualTo(new PartitionPlan(stored(15), 15, Kind.GO_BACK));
    }

    @Test
    void losesTheClaimWhenSomebodyElseWrote() {
        claims.claim(PARTITION, 20, 20);

        assertThatThrownBy(() -> claims.plan(PARTITION, 20, stored(25))).isInstanceOf(ClaimLost.class);
    }

    @Test
    void stopsWhenTheTopicWasRecreatedAndSaysHowToReset() {
        claims.claim(PARTITION, 20, 20);

        assertThatThrownBy(() -> claims.plan(PARTITION, 0, stored(20)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("home-3")
                .hasMessageContaining("PATCH /connectors/house/offsets with {\"offsets\":[{\"partition\":"
                        + "{\"kafka_topic\":\"home\",\"kafka_partition\":3},\"offset\":{\"kafka_offset\":0}}]}");
    }

    @Test
    void seesThatTheTopicWasRecreatedAlsoAfterAFailedAttempt() {
        claims.claim(PARTITION, 20, 20);
        claims.doubt(List.of(PARTITION));

        assertThatThrownBy(() -> claims.plan(PARTITION, 0, stored(20))).isInstanceOf(ConnectException.class);
    }

    @Test
    void theStoredPositionDecidesAfterAnUnknownCommit() throws ClaimLost {
        PartitionClaims restarting = new PartitionClaims("house-0", "house", MismatchPolicy.RESTART, jumps);
        restarting.claim(PARTITION, 20, 20);
        restarting.doubt(List.of(PARTITION));

        assertThat(restarting.plan(PARTITION, 0, stored(10)).accepts(9)).isFalse();
    }

    @Test
    void movesOverFilteredRecordsOnlyFromWhereItStands() {
        assertThat(claims.mayLift(PARTITION, Optional.empty(), 7)).isTrue();
        assertThat(claims.mayLift(PARTITION, stored(10), 50)).isFalse();

        claims.claim(PARTITION, 10, 10);

        assertThat(claims.mayLift(PARTITION, stored(10), 50)).isTrue();
        assertThat(claims.mayLift(PARTITION, stored(15), 50)).isFalse();
        assertThat(claims.mayLift(PARTITION, Optional.empty(), 50)).isFalse();
    }

    @Test
    void neverMovesAStoredPositionBack() {
        claims.claim(PARTITION, 100, 50);
        claims.doubt(List.of(PARTITION));

        assertThat(claims.mayLift(PARTITION, stored(100), 50)).isFalse();
    }

    @Test
    void startsAgainWithATopicRecreatedWhereThatIsWanted() throws ClaimLost {
        PartitionClaims restarting = new PartitionClaims("house-0", "house", MismatchPolicy.RESTART, jumps);
        restarting.claim(PARTITION, 20, 20);

        assertThat(restarting.plan(PARTITION, 0, stored(20)))
                .isEqualTo(new PartitionPlan(stored(20), 0, Kind.SET_BACK));
    }

    @Test
    void noticesATopicRecreatedByTheTimeOfItsLastRecord() {
        PartitionPlan plan = PartitionPlan.write(stored(10), 10);

        assertThat(claims.verify(PARTITION, plan, Rows.record("home", 3, 8))).isEqualTo(plan);
        assertThatThrownBy(() -> claims.verify(PARTITION, plan, Rows.record("home", 3, 9)))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void stopsWhereAPositionIsGoneAndTellsKafkaNoMoreThanWhereItBegan() throws ClaimLost {
        claims.plan(PARTITION, 7, Optional.empty());
        claims.claim(PARTITION, 20, 20);
        claims.doubt(List.of(PARTITION));

        assertThatThrownBy(() -> claims.plan(PARTITION, 20, Optional.empty()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("is gone")
                .hasMessageContaining("\"kafka_offset\":7");
        assertThat(claims.committable(PARTITION, 20)).hasValue(7);
    }

    @Test
    void goesBackToWhereItBeganWhereThatIsWanted() throws ClaimLost {
        PartitionClaims restarting = new PartitionClaims("house-0", "house", MismatchPolicy.RESTART, jumps);
        restarting.plan(PARTITION, 7, Optional.empty());
        restarting.claim(PARTITION, 20, 20);

        assertThat(restarting.plan(PARTITION, 20, Optional.empty()))
                .isEqualTo(new PartitionPlan(Optional.empty(), 7, Kind.SET_BACK));
    }

    @Test
    void takesNothingMoreOfAPartitionThatGoesBack() throws ClaimLost {
        claims.claim(PARTITION, 12, 12);
        claims.doubt(List.of(PARTITION));
        assertThat(claims.plan(PARTITION, 12, stored(6)).isRewind()).isTrue();
        claims.goBack(PARTITION, 6);

        // an old owner has written the records between
        PartitionPlan later = claims.plan(PARTITION, 13, stored(12));

        assertThat(later).isEqualTo(new PartitionPlan(stored(12), 6, Kind.GO_BACK));
        assertThat(claims.committable(PARTITION, 14)).hasValue(6);
        assertThat(claims.wentBack()).containsExactly(Map.entry(PARTITION, 6L));
    }

    @Test
    void noticesLostCommitsOfAPartitionForWhichNoRecordComes() {
        claims.claim(PARTITION, 20, 20);

        assertThat(claims.compare(PARTITION, stored(20), OptionalLong.empty())).isEmpty();
        assertThat(claims.compare(PARTITION, stored(15), OptionalLong.empty()))
                .contains(new PartitionPlan(stored(15), 15, Kind.GO_BACK));
        assertThatThrownBy(() -> claims.compare(PARTITION, Optional.empty(), OptionalLong.empty()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void noticesLostCommitsAlsoAfterARestart() {
        assertThat(claims.compare(PARTITION, stored(15), OptionalLong.of(20)))
                .contains(new PartitionPlan(stored(15), 15, Kind.GO_BACK));
        assertThat(claims.compare(PARTITION, stored(15), OptionalLong.empty())).isEmpty();
        assertThat(claims.compare(PARTITION, Optional.empty(), OptionalLong.of(20)))
                .isEmpty();
    }

    @Test
    void tellsAnotherRecordFromARepeatByItsTime() throws ClaimLost {
        Optional<StoredOffset> stored = Optional.of(new StoredOffset(
                1_000_000, OptionalLong.of(1_005), OptionalLong.of(1_005), OptionalLong.of(1_000_000)));
        PartitionPlan plan = claims.plan(PARTITION, 5, stored);

        assertThat(claims.verify(PARTITION, plan, Rows.record("home", 3, 5))).isEqualTo(plan);
        assertThatThrownBy(() -> claims.verify(PARTITION, plan, Rows.record("home", 3, 6)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("offset 6 is delivered")
                .hasMessageContaining("\"kafka_offset\":5");
    }

    @Test
    void aRestartSeesARepeatThatLastsFromItsBeginning() throws ClaimLost {
        claims.plan(PARTITION, 5, stored(10));
        claims.claim(PARTITION, 10, 7);

        assertThat(claims.committable(PARTITION, 7)).hasValue(5);
        claims.plan(PARTITION, 7, stored(10));
        claims.claim(PARTITION, 10, 10);
        assertThat(claims.committable(PARTITION, 10)).hasValue(10);
    }

    @Test
    void namesAPositionThatWasSetForwardAndWhereTheSinkItselfHadCome() throws ClaimLost {
        Optional<StoredOffset> stored = Optional.of(
                new StoredOffset(1_000_000, OptionalLong.of(1_009), OptionalLong.of(1_009), OptionalLong.of(10)));
        PartitionPlan plan = claims.plan(PARTITION, 8, stored);

        assertThat(claims.verify(PARTITION, plan, Rows.record("home", 3, 9))).isEqualTo(plan);
        assertThatThrownBy(() -> claims.verify(PARTITION, plan, Rows.record("home", 3, 10)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("was set to 1000000 from outside")
                .hasMessageContaining("\"kafka_offset\":10");
    }

    @Test
    void namesAPositionThatWasSetBeyondTheEndOfTheTopic() throws ClaimLost {
        Optional<StoredOffset> stored = Optional.of(StoredOffset.set(1_000_000));
        PartitionPlan plan = claims.plan(PARTITION, 8, stored);

        assertThatThrownBy(() -> claims.verify(PARTITION, plan, Rows.record("home", 3, 8)))
                .hasMessageContaining("was set to 1000000 from outside")
                .hasMessageContaining("\"kafka_offset\":8");
    }

    @Test
    void aSinkOfFormat1BesideItMovesPositionsUnnoticed() throws ClaimLost {
        Optional<StoredOffset> stored =
                Optional.of(new StoredOffset(20, OptionalLong.of(1_019), OptionalLong.of(1_009), OptionalLong.of(10)));
        PartitionPlan plan = claims.plan(PARTITION, 15, stored);

        assertThat(claims.verify(PARTITION, plan, Rows.record("home", 3, 15))).isEqualTo(plan);
        assertThat(claims.verify(PARTITION, plan, Rows.record("home", 3, 19))).isEqualTo(plan);
    }

    @Test
    void forgetsWhatWasClosed() {
        claims.claim(PARTITION, 20, 20);
        claims.close(List.of(PARTITION));

        assertThat(claims.next(PARTITION)).isEmpty();
    }

    private static Optional<StoredOffset> stored(long next) {
        return Optional.of(new StoredOffset(next, OptionalLong.of(42), OptionalLong.of(5_000), OptionalLong.of(next)));
    }
}
