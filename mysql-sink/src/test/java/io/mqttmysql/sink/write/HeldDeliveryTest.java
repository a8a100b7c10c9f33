// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.FakeSinkTaskContext;
import io.mqttmysql.sink.testing.Rows;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class HeldDeliveryTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);
    private static final SinkRecord A10 = Rows.record("a", 0, 10);
    private static final SinkRecord B10 = Rows.record("b", 0, 10);
    private static final SinkRecord A11 = Rows.record("a", 0, 11);
    private static final SinkRecord B11 = Rows.record("b", 0, 11);

    private final FakeSinkTaskContext context = new FakeSinkTaskContext();
    private final HeldDelivery held = new HeldDelivery(context);

    @Test
    void keepsOnlyWhatIsNotStored() {
        held.add(List.of(A10, B10, A11, B11));

        held.committed(List.of(A10, B10, A11));

        assertThat(held.records()).containsExactly(B11);
    }

    @Test
    void putsWhatIsNewBehindWhatIsHeld() {
        held.add(List.of(A10));
        held.add(List.of());
        held.add(List.of(A11, B10));

        assertThat(held.records()).containsExactly(A10, A11, B10);
    }

    @Test
    void letsKafkaForgetNothingThatIsHeld() {
        held.add(List.of(A10, B10, A11, B11));
        held.committed(List.of(A10, B10, B11));

        assertThat(held.before(Map.of(A, position(12), B, position(12))))
                .isEqualTo(Map.of(A, position(11), B, position(12)));
        assertThat(held.before(Map.of(A, position(9)))).isEqualTo(Map.of(A, position(9)));
    }

    @Test
    void knowsPartitionsByTheNamesThatTheyHaveInKafka() {
        SinkRecord renamed = A10.newRecord("renamed", 7, null, "key", null, "value", 1L);
        held.add(List.of(renamed));

        assertThat(held.before(Map.of(A, position(11)))).isEqualTo(Map.of(A, position(10)));

        held.drop(List.of(A));
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void leavesToTheNewOwnerWhatIsNotStored() {
        held.add(List.of(A10, B10, A11, B11));

        held.drop(List.of(A));

        assertThat(held.records()).containsExactly(B10, B11);
    }

    @Test
    void pausesAllPartitionsWhileItHoldsSomething() {
        context.assign(A, B);
        held.add(List.of(A10));
        held.pauseOrResume();
        assertThat(context.paused()).containsExactlyInAnyOrder(A, B);

        held.clear();
        held.pauseOrResume();

        assertThat(context.paused()).isEmpty();
    }

    @Test
    void pausesPartitionsThatComeLater() {
        context.assign(A);
        held.add(List.of(A10));
        held.pauseOrResume();

        context.assign(A, B);
        held.pauseOrResume();

        assertThat(context.paused()).containsExactlyInAnyOrder(A, B);
    }

    /** Connect calls put also while nothing is assigned. */
    @Test
    void resumesAPartitionThatCameBackAfterAWhileWithoutAny() {
        context.assign(A);
        held.add(List.of(A10));
        held.pauseOrResume();
        held.drop(List.of(A));
        context.assign();
        held.pauseOrResume();

        context.assign(A);
        held.assigned();

        assertThat(context.paused()).isEmpty();
    }

    /** Connect keeps a partition paused that goes and comes within one rebalance. */
    @Test
    void resumesAPartitionThatLeftAndCameBackWithNothingHeld() {
        context.assign(A);
        held.add(List.of(A10));
        held.pauseOrResume();

        held.drop(List.of(A));
        held.pauseOrResume();

        assertThat(context.paused()).isEmpty();
    }

    private static OffsetAndMetadata position(long offset) {
        return new OffsetAndMetadata(offset);
    }
}
