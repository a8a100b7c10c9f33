// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeCapTest {
    private final LifetimeCap cap = new LifetimeCap(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        // MySQL's default of 8 h does not limit our 1 h
        "28800, 3600, 1800",
        "600, 540, 270",
        // exactly once
        "120, 108, 54",
        "60, 54, 0",
        "10, 5, 0"
    })
    void staysBelowTheServersWaitTimeout(long waitTimeout, long lifetime, long keepalive) {
        assertThat(cap.lifetime(Duration.ofSeconds(waitTimeout))).hasSeconds(lifetime);
        assertThat(cap.keepalive(Duration.ofSeconds(waitTimeout))).isLessThan(Duration.ofSeconds(keepalive + 1));
        assertThat(cap.isWorthKeeping(Duration.ofSeconds(waitTimeout))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5"})
    void keepsNothingWhereTheServerCutsAtOnce(long waitTimeout) {
        assertThat(cap.isWorthKeeping(Duration.ofSeconds(waitTimeout))).isFalse();
    }
}
