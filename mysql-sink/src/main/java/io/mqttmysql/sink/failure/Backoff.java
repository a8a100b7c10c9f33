// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next delivery: doubling from the first to the longest, each between half and all of that
 * so that tasks do not return together.
 *
 * @param jitter values from 0 to 1
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier jitter) {
    /** 2^20 times any first wait is beyond any longest one. */
    private static final int MAX_DOUBLINGS = 20;

    /** @param attempt from 0 */
    public Duration delay(int attempt) {
        double full = Math.min(
                (double) longest.toMillis(),
                first.toMillis() * Math.pow(2, Math.min(Math.max(attempt, 0), MAX_DOUBLINGS)));
        return Duration.ofMillis(Math.max(1, Math.round(full * (1 + jitter.getAsDouble()) / 2)));
    }
}
