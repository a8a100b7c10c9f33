// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.kit.text.ReadableText;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names records that Connect dropped although nobody may have wanted it: with {@code errors.tolerance=all} a failure
 * and a filter look alike. One line a minute at most. Any thread.
 */
final class GivenUpRecords {
    private static final Logger log = LoggerFactory.getLogger(GivenUpRecords.class);
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final String owner;
    private final boolean toleratesErrors;
    private final LongSupplier nanoClock;
    private final AtomicLong sayFrom;

    GivenUpRecords(String owner, boolean toleratesErrors, LongSupplier nanoClock) {
        this.owner = owner;
        this.toleratesErrors = toleratesErrors;
        this.nanoClock = nanoClock;
        this.sayFrom = new AtomicLong(nanoClock.getAsLong());
    }

    /** Returns true when the line was written. */
    boolean dropped(SourceRecord record, long total) {
        long now = nanoClock.getAsLong();
        long from = sayFrom.get();
        if (!toleratesErrors || now - from < 0 || !sayFrom.compareAndSet(from, now + INTERVAL_NANOS)) {
            return false;
        }
        Header topic = record.headers().lastWithName("mqtt.topic");
        log.warn(
                "{} - Connect dropped the record of a message on '{}', {} so far: filtered by a transformation, or"
                        + " given up because of errors.tolerance=all; errors.log.enable=true says which",
                owner,
                topic == null ? "" : ReadableText.of(String.valueOf(topic.value())),
                total);
        return true;
    }
}
