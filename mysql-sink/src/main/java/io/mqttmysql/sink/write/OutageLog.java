// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.offset.Time;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time during which nothing could be written: one line when it begins, one every ten minutes for as long as it
 * lasts, one when it ends. Any thread.
 */
public final class OutageLog {
    /** Who looks at the newest lines only must not take an outage for a healthy task. */
    private static final Duration REPEAT = Duration.ofMinutes(10);

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Logger log;
    private final String task;
    private final Time time;
    private final LastError lastError;
    private final String caution;
    private boolean isOpen;
    private long began;
    private long toldAt;
    private long attempts;
    private long count;
    private Duration before = Duration.ZERO;

    /**
     * @param task its name in the log
     * @param caution what the end of an outage does not say, as the end of its line
     */
    OutageLog(String task, Time time, LastError lastError, String caution) {
        this(task, time, lastError, caution, LoggerFactory.getLogger(OutageLog.class));
    }

    OutageLog(String task, Time time, LastError lastError, String caution, Logger log) {
        this.log = log;
        this.task = task;
        this.time = time;
        this.lastError = lastError;
        this.caution = caution;
    }

    /** One more attempt came to nothing; the first of them begins the outage. */
    synchronized void failed(String reason) {
        lastError.set(reason);
        attempts++;
        long now = time.nanoTime();
        if (!isOpen) {
            isOpen = true;
            began = now;
            toldAt = now;
            count++;
            log.warn("{} - nothing can be stored, trying again; records wait in Kafka: {}", task, reason);
        } else if (now - toldAt >= REPEAT.toNanos()) {
            toldAt = now;
            log.warn(
                    "{} - nothing can be stored for {} minutes and {} attempts, trying again; records wait in Kafka: {}",
                    task,
                    length().toMinutes(),
                    attempts,
                    reason);
        }
    }

    synchronized void ended(int records) {
        if (isOpen) {
            log.info(
                    "{} - writing to MySQL again after {} s and {} failed attempts; {} records had waited{}",
                    task,
                    length().toMillis() / MILLIS_PER_SECOND,
                    attempts,
                    records,
                    caution);
            close();
        }
    }

    /** What waited has gone to another task, or there is nothing to write any more. */
    synchronized void left() {
        if (isOpen) {
            log.info(
                    "{} - nothing waits here any more to be written to MySQL, after {} s and {} failed attempts: the"
                            + " partitions went to another task",
                    task,
                    length().toMillis() / MILLIS_PER_SECOND,
                    attempts);
            close();
        }
    }

    private void close() {
        before = total();
        isOpen = false;
        attempts = 0;
    }

    /** That came to nothing since it began; 0 without one. */
    synchronized long attempts() {
        return attempts;
    }

    /** Of the one that lasts. */
    public synchronized Duration length() {
        return isOpen ? Duration.ofNanos(time.nanoTime() - began) : Duration.ZERO;
    }

    /** Of all, the one that lasts included. */
    public synchronized Duration total() {
        return before.plus(length());
    }

    public synchronized long count() {
        return count;
    }
}
