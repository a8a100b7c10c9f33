// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeliveredPositionsTest {
    private static final TopicPartition PARTITION = new TopicPartition("home", 0);

    private final ManualTime clock = new ManualTime();
    private final DeliveredPositions positions = new DeliveredPositions(new Time() {
        @Override
        public long nanoTime() {
            return clock.now();
        }

        @Override
        public void await(Duration time) {
            clock.await(time);
        }
    });

    @Test
    void areDueNowAndThen() {
        positions.learn(PARTITION, 7);
        assertThat(positions.due()).isEmpty();

        clock.pass(Duration.ofMinutes(1));

        assertThat(positions.due()).containsEntry(PARTITION, 7L);
        assertThat(positions.due()).isEmpty();
    }

    @Test
    void doNotTakeAPositionForDeliveredBeforeKafkaWentBack() {
        positions.learn(PARTITION, 20);
        positions.goBack(PARTITION);
        positions.learn(PARTITION, 20);
        clock.pass(Duration.ofMinutes(1));
        assertThat(positions.due()).isEmpty();

        positions.begin();
        positions.learn(PARTITION, 12);
        clock.pass(Duration.ofMinutes(1));

        assertThat(positions.due()).containsEntry(PARTITION, 12L);
    }

    @Test
    void forgetWhatWasClosed() {
        positions.learn(PARTITION, 7);
        positions.close(List.of(PARTITION));
        clock.pass(Duration.ofMinutes(1));

        assertThat(positions.due()).isEmpty();
    }
}
