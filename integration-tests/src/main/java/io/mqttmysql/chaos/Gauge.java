// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.stack.StackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A count that a server knows, asked for once a second on a thread of its own: a server that hangs holds up nobody
 * else.
 */
final class Gauge implements AutoCloseable {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration FRESH = Duration.ofSeconds(4);

    /** Asks the server. */
    interface Question {
        long answer() throws SQLException;
    }

    private final Question question;
    private volatile long value;
    private volatile long answeredAt = System.nanoTime();
    private volatile boolean closed;

    Gauge(String name, Question question) {
        this.question = question;
        Thread thread = new Thread(this::ask, "gauge-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void ask() {
        while (!closed) {
            try {
                value = question.answer();
                answeredAt = System.nanoTime();
            } catch (SQLException | StackException e) {
                // no answer, which inWords tells
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    /** The count, and how old it is when the server has not answered lately. */
    String inWords() {
        Duration age = Duration.ofNanos(System.nanoTime() - answeredAt);
        return age.compareTo(FRESH) > 0 ? value + " (" + age.toSeconds() + " s ago)" : String.valueOf(value);
    }

    @Override
    public void close() {
        closed = true;
    }
}
