// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Duration BASE = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({
        "0, 0.5, 500", // half of the base
        "3, 0.5, 4000", // half of 8 s
        "3, 0.0, 0", // full jitter goes down to nothing
        "6, 0.5, 30000", // 64 s is above the maximum
        "1000000, 0.5, 30000", // no overflow, ever
    })
    void growsExponentiallyUpToTheMaximum(int attempt, double random, long expectedMs) {
        assertThat(new Backoff(BASE, MAX, () -> random).delay(attempt)).hasMillis(expectedMs);
    }

    @Test
    void waitsAtLeastHalfTheMaximumInAConflict() {
        assertThat(new Backoff(BASE, MAX, () -> 0.0).longDelay()).hasMillis(30_000);
        assertThat(new Backoff(BASE, MAX, () -> 0.5).longDelay()).hasMillis(45_000);
    }
}
