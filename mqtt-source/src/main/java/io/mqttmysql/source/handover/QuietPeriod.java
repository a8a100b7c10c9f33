// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells when nothing has come of a session for a while, and nothing that came is under way. Session thread. */
final class QuietPeriod {
    /** So often it is looked at least, however long the times between. */
    static final int LOOKS = 3;

    private final long quietNanos;
    private final WatchedTime time;
    private long received = -1;
    private long lasted;

    QuietPeriod(Duration quiet, LongSupplier nanoClock) {
        this.quietNanos = quiet.toNanos();
        this.time = new WatchedTime(quiet.dividedBy(LOOKS), nanoClock);
    }

    /** To be asked again and again: it looks only when it is asked. */
    boolean lasts(Traffic traffic) {
        long passed = time.look();
        if (traffic.received() != received || !traffic.isIdle()) {
            received = traffic.received();
            lasted = 0;
            return false;
        }
        lasted += passed;
        return lasted >= quietNanos;
    }

    /** The time counts from now on. */
    void restart() {
        received = -1;
    }
}
