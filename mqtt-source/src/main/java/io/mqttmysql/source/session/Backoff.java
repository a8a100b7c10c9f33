// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: exponential with full jitter, so that clients do not march in step. */
final class Backoff {
    /** 2^20 times any sensible base is above any sensible maximum. */
    private static final int MAX_DOUBLINGS = 20;

    private final Duration base;
    private final Duration max;
    private final DoubleSupplier random;

    /** @param random yields values from 0 (inclusive) to 1 (exclusive) */
    Backoff(Duration base, Duration max, DoubleSupplier random) {
        this.base = base;
        this.max = max;
        this.random = random;
    }

    /** A random time up to base · 2^attempt, at most the maximum; attempts count from 0. */
    Duration delay(int attempt) {
        return Duration.ofMillis((long) (random.getAsDouble() * ceilingMs(attempt)));
    }

    /** Half of that time at least, for a partner who needs it and not only less company. */
    Duration steadyDelay(int attempt) {
        long half = (ceilingMs(attempt) + 1) / 2;
        return Duration.ofMillis(half + (long) (random.getAsDouble() * half));
    }

    private long ceilingMs(int attempt) {
        return Math.min(max.toMillis(), base.toMillis() << Math.min(attempt, MAX_DOUBLINGS));
    }

    /** For conflicts that haste makes worse: half the maximum, and up to as much again. */
    Duration longDelay() {
        long half = max.toMillis() / 2;
        return Duration.ofMillis(half + (long) (random.getAsDouble() * half));
    }

    Duration max() {
        return max;
    }
}
