// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells when nothing has come of a session for a while, and nothing that came is under way. Session thread. */
final class QuietPeriod {
    private final Duration quiet;
    private final LongSupplier nanoClock;
    private long received = -1;
    private long since;

    QuietPeriod(Duration quiet, LongSupplier nanoClock) {
        this.quiet = quiet;
        this.nanoClock = nanoClock;
    }

    /** To be asked again and again: it looks only when it is asked. */
    boolean lasts(Traffic traffic) {
        long now = nanoClock.getAsLong();
        if (traffic.received() != received || !traffic.isIdle()) {
            received = traffic.received();
            since = now;
            return false;
        }
        return now - since >= quiet.toNanos();
    }

    /** The time counts from now on. */
    void restart() {
        received = -1;
    }
}
