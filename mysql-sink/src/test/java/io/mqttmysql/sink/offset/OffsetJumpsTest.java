// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class OffsetJumpsTest {
    private final OffsetJumps jumps = new OffsetJumps("house-0");

    @Test
    void countsALargeGapOnceHoweverOftenItIsDelivered() {
        jumps.follow(List.of(Rows.record("home", 0, 1), Rows.record("home", 1, 5_000)));
        jumps.follow(List.of(Rows.record("home", 0, 102))); // small: 100 offsets
        jumps.follow(List.of(Rows.record("home", 0, 204), Rows.record("home", 1, 5_001)));
        jumps.look(new TopicPartition("home", 0), 103, 204);

        assertThat(jumps.jumps().sum()).isEqualTo(1);
        assertThat(jumps.offsets().sum()).isEqualTo(101);
    }

    /** Connect delivers the same records until they are stored, and from earlier ones on after a rebalance. */
    @Test
    void countsTheGapsOfADeliveryOnceHoweverOftenItIsTried() {
        List<SinkRecord> delivery = Stream.of(1, 500, 900, 1_500)
                .map(offset -> Rows.record("home", 0, offset))
                .toList();
        for (int attempt = 0; attempt < 5; attempt++) {
            jumps.follow(delivery);
        }
        jumps.follow(delivery.subList(1, 2));
        jumps.follow(List.of(Rows.record("home", 0, 1_501)));

        assertThat(jumps.jumps().sum()).isEqualTo(3);
        assertThat(jumps.offsets().sum()).isEqualTo(498 + 399 + 599);
    }

    @Test
    void knowsNothingOfAPartitionThatCameAnew() {
        jumps.follow(List.of(Rows.record("home", 0, 1)));
        jumps.forget(List.of(new TopicPartition("home", 0)));
        jumps.follow(List.of(Rows.record("home", 0, 1_000)));

        assertThat(jumps.jumps().sum()).isZero();
    }
}
