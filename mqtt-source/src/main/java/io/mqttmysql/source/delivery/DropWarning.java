// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that QoS 0 messages are being dropped, once a minute at most. Paho's callback thread. */
final class DropWarning {
    private static final Logger log = LoggerFactory.getLogger(DropWarning.class);
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final String owner;
    private final LongSupplier nanoClock;
    private boolean hasWarned;
    private long warnedAt;

    DropWarning(String owner, LongSupplier nanoClock) {
        this.owner = owner;
        this.nanoClock = nanoClock;
    }

    /** Returns true when the line was written. */
    boolean dropped(long total, long bufferBytes) {
        long now = nanoClock.getAsLong();
        if (hasWarned && now - warnedAt < INTERVAL_NANOS) {
            return false;
        }
        hasWarned = true;
        warnedAt = now;
        log.warn(
                "{} - dropped {} QoS 0 messages so far, because mqtt.buffer.max.bytes={} is full: Kafka is slower than"
                        + " the broker, or the connector is paused; subscribe with mqtt.qos=1 to lose nothing",
                owner,
                total,
                bufferBytes);
        return true;
    }
}
