// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time between looks. A long one counts only as the longest that can pass while the process runs: where the machine
 * or the process stood still, nothing could come of a session, so its silence proves nothing. Session thread.
 */
final class WatchedTime {
    private final LongSupplier nanoClock;
    private final long longestNanos;
    private long lookedAt;

    WatchedTime(Duration longest, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.longestNanos = longest.toNanos();
        this.lookedAt = nanoClock.getAsLong();
    }

    /** Nanoseconds since the last look, or since it was made. */
    long look() {
        long now = nanoClock.getAsLong();
        long passed = Math.min(now - lookedAt, longestNanos);
        lookedAt = now;
        return passed;
    }
}
