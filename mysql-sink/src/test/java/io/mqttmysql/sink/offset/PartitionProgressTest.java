// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.MismatchPolicy;
import io.mqttmysql.sink.testing.Rows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private static final TopicPartition PARTITION = new TopicPartition("home", 3);
    private static final SinkRecord R5 = Rows.record("home", 3, 5);
    private static final SinkRecord R6 = Rows.record("home", 3, 6);
    private static final SinkRecord R9 = Rows.record("home", 3, 9);

    private final PartitionClaims claims =
            new PartitionClaims("house-0", "house", MismatchPolicy.FAIL, new OffsetJumps("house-0"));

    @BeforeEach
    void open() {
        claims.open(List.of(PARTITION));
    }

    @Test
    void movesThePositionPastTheLastRecordThatIsDealtWith() throws ClaimLost {
        PartitionProgress progress = locked(Optional.empty(), R5, R6, R9);

        progress.advance(R5);
        progress.advance(R6);

        assertThat(progress.moved()).contains(at(7));
        progress.settle(claims);
        assertThat(claims.next(PARTITION)).hasValue(7);
    }

    @Test
    void leavesThePositionOfRecordsThatAreAllStored() throws ClaimLost {
        PartitionProgress progress = locked(Optional.of(at(7)), R5, R6);

        assertThat(progress.accepts(R5)).isFalse();
        assertThat(progress.isStored(R6)).isTrue();
        assertThat(progress.moved()).isEmpty();
        progress.settle(claims);
        assertThat(claims.next(PARTITION)).hasValue(7);
    }

    @Test
    void writesOnlyWhatIsNotStored() throws ClaimLost {
        PartitionProgress progress = locked(Optional.of(at(6)), R5, R6);

        assertThat(progress.accepts(R5)).isFalse();
        assertThat(progress.accepts(R6)).isTrue();
        progress.advance(R6);
        assertThat(progress.moved()).contains(at(7));
    }

    @Test
    void asksForWhatIsMissingAndMovesNothing() throws ClaimLost {
        PartitionProgress progress = locked(Optional.of(at(2)), R5, R6);

        assertThat(progress.accepts(R5)).isFalse();
        assertThat(progress.isStored(R5)).isFalse();
        assertThat(progress.moved()).isEmpty();
        progress.settle(claims);
        assertThat(claims.wentBack()).containsExactly(Map.entry(PARTITION, 2L));
        assertThat(claims.next(PARTITION)).hasValue(2);
    }

    private PartitionProgress locked(Optional<StoredOffset> stored, SinkRecord... delivered) throws ClaimLost {
        PartitionProgress progress = new PartitionProgress(PARTITION, delivered[0]);
        for (SinkRecord record : delivered) {
            progress.deliver(record);
        }
        progress.lock(claims, stored);
        for (SinkRecord record : delivered) {
            progress.verify(claims, record);
        }
        return progress;
    }

    /** With the time of the record before it. */
    private static StoredOffset at(long next) {
        OptionalLong time = OptionalLong.of(1_000 + next - 1);
        return new StoredOffset(next, time, time, OptionalLong.of(next));
    }
}
