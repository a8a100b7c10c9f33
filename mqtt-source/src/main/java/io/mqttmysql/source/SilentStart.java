// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that nothing came in the first half minute of a connection: a filter that is not what devices publish on,
 * and a broker that lets nobody read without saying so, look like a source that works. Task thread.
 */
final class SilentStart {
    private static final Logger log = LoggerFactory.getLogger(SilentStart.class);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final String owner;
    private final List<String> filters;
    private final LongSupplier nanoClock;
    private boolean isOver;
    private boolean wasConnected;
    private long connectedSince;

    /** @param filters what the task is subscribed to */
    SilentStart(String owner, List<String> filters, LongSupplier nanoClock) {
        this.owner = owner;
        this.filters = filters;
        this.nanoClock = nanoClock;
    }

    /**
     * Asked at each poll. Returns true when the line was written.
     *
     * @param messages that came since the start
     */
    boolean look(boolean isConnected, long messages) {
        if (isOver) {
            return false;
        }
        long now = nanoClock.getAsLong();
        if (!wasConnected || !isConnected) {
            wasConnected = isConnected;
            connectedSince = now;
        }
        isOver = messages > 0 || now - connectedSince >= PATIENCE_NANOS;
        if (!isOver || messages > 0) {
            return false;
        }
        log.warn(
                "{} - connected for 30 s, and nothing has come on {} yet: nobody publishes there now, the broker lets this"
                        + " user not read it, or the topics are others; mosquitto_sub with the same login and -t shows it",
                owner,
                filters);
        return true;
    }
}
