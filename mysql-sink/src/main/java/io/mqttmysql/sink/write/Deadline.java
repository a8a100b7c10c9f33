// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.offset.Time;
import java.time.Duration;

/**
 * When one {@code put} is to end. Asked between two steps, so that it is missed by one statement at most; the first
 * step is done whatever the time, or nothing would ever be done. Task thread.
 *
 * @param end a moment of {@link Time#nanoTime}
 */
record Deadline(Time time, long end) {
    static Deadline in(Duration budget, Time time) {
        return new Deadline(time, time.nanoTime() + budget.toNanos());
    }

    boolean isOver() {
        return left().isZero() || left().isNegative();
    }

    /** Negative once it is over. */
    Duration left() {
        return Duration.ofNanos(end - time.nanoTime());
    }

    /** Half of what is left: the rest is for what follows. */
    Deadline half() {
        long now = time.nanoTime();
        return new Deadline(time, now + (end - now) / 2);
    }
}
