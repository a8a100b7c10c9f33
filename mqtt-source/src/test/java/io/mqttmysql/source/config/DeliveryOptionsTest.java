// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryOptionsTest {
    /** Fewer than brokers send ahead on MQTT 3.1.1 would mean a new link again and again. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # receive maximum | bytes    | sessions | receive maximum | bytes
              4096            | 67108864 | 1        | 4096            | 67108864
              4096            | 67108864 | 16       | 256             | 4194304
              4096            | 67108864 | 64       | 100             | 1048576
              50              | 67108864 | 2        | 50              | 33554432
              65535           | 1024     | 2000     | 100             | 1
            """)
    void sessionsThatShareHoldNoMoreThanOne(int maximum, long bytes, int sessions, int itsMaximum, long itsBytes) {
        Duration maxWait = Duration.ofMillis(500);

        assertThat(new DeliveryOptions(maximum, 1_000, bytes, 10, maxWait).sharedBy(sessions))
                .isEqualTo(new DeliveryOptions(itsMaximum, 1_000, itsBytes, 10, maxWait));
    }
}
