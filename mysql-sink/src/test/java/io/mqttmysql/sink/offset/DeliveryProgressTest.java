// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Rows;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class DeliveryProgressTest {
    private static final SinkRecord A0 = Rows.record("a", 0, 10);
    private static final SinkRecord B0 = Rows.record("b", 0, 10);
    private static final SinkRecord A1 = Rows.record("a", 0, 11);
    private static final SinkRecord B1 = Rows.record("b", 0, 11);
    private static final List<SinkRecord> DELIVERY = List.of(A0, B0, A1, B1);

    private final DeliveryProgress progress = new DeliveryProgress();

    @Test
    void repeatsOnlyWhatIsNotCommitted() {
        assertThat(progress.remaining(DELIVERY)).isSameAs(DELIVERY);

        progress.committed(List.of(A0, B0, A1));

        assertThat(progress.remaining(DELIVERY)).containsExactly(B1);
    }

    @Test
    void takesTheNextDeliveryWhole() {
        progress.committed(List.of(A0, B0, A1));
        progress.complete();

        assertThat(progress.remaining(DELIVERY)).isSameAs(DELIVERY);
    }

    @Test
    void knowsNothingOfAPartitionThatCameAnew() {
        progress.committed(List.of(A0, B0, A1));
        progress.forget(List.of(new TopicPartition("a", 0)));

        assertThat(progress.remaining(DELIVERY)).containsExactly(A0, A1, B1);
    }
}
