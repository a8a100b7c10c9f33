// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when a link that takes nothing more is worth re-creating: when half of the bytes are free and nothing of
 * QoS 1 is held any more, because whatever is not acknowledged by then the broker sends once more. Where Kafka is at a
 * standstill, as while one of its partitions is away, the other messages do not wait for those.
 *
 * <p>Session thread.
 */
final class Relief {
    static final Duration STANDSTILL = Duration.ofSeconds(5);

    private static final int UNKNOWN = -1;

    private final LongSupplier nanoClock;
    private int held = UNKNOWN;
    private long heldSince;

    Relief(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** A link begins. */
    void restart() {
        held = UNKNOWN;
    }

    /** Asked again and again while nothing is taken. */
    boolean isDue(int heldQos1, boolean isHalfFree) {
        long now = nanoClock.getAsLong();
        if (heldQos1 != held) {
            held = heldQos1;
            heldSince = now;
        }
        return isHalfFree && (heldQos1 == 0 || now - heldSince >= STANDSTILL.toNanos());
    }
}
