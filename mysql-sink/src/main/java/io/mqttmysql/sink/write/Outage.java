// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time during which nothing could be written: one line when it begins, one when it ends. */
final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final double MILLIS_PER_SECOND = 1_000;

    private final String task;
    private final Time time;
    private boolean isOpen;
    private long began;
    private long attempts;

    /** @param task its name in the log */
    Outage(String task, Time time) {
        this.task = task;
        this.time = time;
    }

    void failed(String reason) {
        attempts++;
        began(reason);
    }

    /** Once an outage, however often it is called. */
    void began(String reason) {
        if (!isOpen) {
            isOpen = true;
            began = time.nanoTime();
            log.warn("{} - cannot write to MySQL, trying again; nothing is lost, records wait: {}", task, reason);
        }
    }

    void ended(int records) {
        if (isOpen) {
            log.info(
                    "{} - writing to MySQL again after {} s and {} failed attempts; {} records were delivered again",
                    task,
                    length().toMillis() / MILLIS_PER_SECOND,
                    attempts,
                    records);
            isOpen = false;
            attempts = 0;
        }
    }

    Duration length() {
        return isOpen ? Duration.ofNanos(time.nanoTime() - began) : Duration.ZERO;
    }
}
