// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.MismatchPolicy;
import io.mqttmysql.sink.offset.PartitionClaims.ClaimLost;
import io.mqttmysql.sink.testing.Rows;
import java.util.List;
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
        assertThat(plan).isEqualTo(new PartitionPlan(stored(10), 10, true));

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

        assertThat(claims.plan(PARTITION, 20, stored(15))).isEqualTo(new PartitionPlan(stored(15), 15, true));
    }

    @Test
    void losesTheClaimWhenSomebodyElseWroteOrRemovedIt() {
        claims.claim(PARTITION, 20, 20);

        assertThatThrownBy(() -> claims.plan(PARTITION, 20, stored(25))).isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> claims.plan(PARTITION, 20, Optional.empty())).isInstanceOf(ClaimLost.class);
    }

    @Test
    void stopsWhenTheTopicWasRecreatedAndSaysHowToReset() {
        claims.claim(PARTITION, 20, 20);

        assertThatThrownBy(() -> claims.plan(PARTITION, 0, stored(20)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("home-3")
                .hasMessageContaining("DELETE /connectors/house/offsets");
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

        assertThat(restarting.plan(PARTITION, 0, stored(20)).accepts(0)).isTrue();
    }

    @Test
    void noticesATopicRecreatedByTheTimeOfItsLastRecord() {
        PartitionPlan plan = new PartitionPlan(stored(10), 10, false);

        assertThat(claims.verify(PARTITION, plan, Rows.record("home", 3, 8), 0)).isEqualTo(plan);
        assertThatThrownBy(() -> claims.verify(PARTITION, plan, Rows.record("home", 3, 9), 0))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void forgetsWhatWasClosed() {
        claims.claim(PARTITION, 20, 20);
        claims.close(List.of(PARTITION));

        assertThat(claims.next(PARTITION)).isEmpty();
    }

    private static Optional<StoredOffset> stored(long next) {
        return Optional.of(new StoredOffset(next, OptionalLong.of(42)));
    }
}
