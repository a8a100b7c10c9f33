// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Knows who reads from the broker and when something came last, so that a receiver that died is found however it died:
 * the client library itself would go on to say that it is connected. Any thread.
 */
public final class ReceiverWatch {
    /** A receiver that ended in good order has this long to tell why. */
    private static final long FAREWELL_NANOS = Duration.ofSeconds(2).toNanos();

    /** The library's own pings notice silence after two keep-alives at the latest; this is for when they do not. */
    private static final double SILENT_KEEP_ALIVES = 2.5;

    private final LongSupplier nanoClock;
    private volatile Thread reader;
    private volatile long lastByte;
    private volatile long gone;

    public ReceiverWatch(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastByte = nanoClock.getAsLong();
    }

    InputStream watched(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                reader = Thread.currentThread();
                return seen(super.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                reader = Thread.currentThread();
                return seen(super.read(bytes, offset, length));
            }
        };
    }

    private int seen(int read) {
        if (read >= 0) {
            lastByte = nanoClock.getAsLong();
        }
        return read;
    }

    /** Why nothing more can come over a link that is up; empty while all is well. Session thread. */
    public Optional<String> verdict(Duration keepAlive) {
        long now = nanoClock.getAsLong();
        if (hasEnded(reader)) {
            gone = gone == 0 ? now : gone;
            return now - gone >= FAREWELL_NANOS
                    ? Optional.of("the thread that reads from the broker has ended")
                    : Optional.empty();
        }
        gone = 0;
        Duration silence = Duration.ofNanos(now - lastByte);
        return silence.toNanos() > SILENT_KEEP_ALIVES * keepAlive.toNanos()
                ? Optional.of("nothing came from the broker for " + silence.toSeconds() + " s")
                : Optional.empty();
    }

    private static boolean hasEnded(Thread thread) {
        return thread != null && thread.getState() == Thread.State.TERMINATED;
    }
}
