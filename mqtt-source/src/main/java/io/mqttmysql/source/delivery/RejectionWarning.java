// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import io.mqttmysql.source.message.Rejection;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that messages are rejected, once a minute at most, with the topic of one of them. Task thread. */
final class RejectionWarning {
    private static final Logger log = LoggerFactory.getLogger(RejectionWarning.class);
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final String owner;
    private final LongSupplier nanoClock;
    private boolean warned;
    private long warnedAt;
    private long unspoken;

    RejectionWarning(String owner, LongSupplier nanoClock) {
        this.owner = owner;
        this.nanoClock = nanoClock;
    }

    /** Returns true when the line was written. */
    boolean rejected(Rejection rejection) {
        long now = nanoClock.getAsLong();
        if (warned && now - warnedAt < INTERVAL_NANOS) {
            unspoken++;
            return false;
        }
        warned = true;
        warnedAt = now;
        log.warn(
                "{} - rejected a message of {} bytes on '{}'{}: {}; it is acknowledged and not handed to Kafka",
                owner,
                rejection.bytes(),
                rejection.topic(),
                unspoken == 0 ? "" : ", and " + unspoken + " more since this was said last",
                rejection.reason().words());
        unspoken = 0;
        return true;
    }
}
