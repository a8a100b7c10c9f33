// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Events line by line, and where the readings are below them: drawn over itself on a terminal, a line every ten seconds
 * elsewhere. Safe for use by several threads.
 */
final class ChaosView {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final Supplier<Duration> elapsed;
    private Duration lastPlainLine = Duration.ZERO; // guarded by this
    private boolean drawn; // guarded by this

    /** @param terminal whether a line can be drawn over */
    ChaosView(PrintStream out, boolean terminal, Supplier<Duration> elapsed) {
        this.out = out;
        this.terminal = terminal;
        this.elapsed = elapsed;
    }

    /** Something happened. */
    synchronized void say(String event) {
        clear();
        out.println(stamped(event));
    }

    /** How it stands. */
    synchronized void show(String state) {
        if (terminal) {
            clear();
            out.print(stamped(state));
            out.flush();
            drawn = true;
        } else if (elapsed.get().minus(lastPlainLine).compareTo(PLAIN_INTERVAL) >= 0) {
            lastPlainLine = elapsed.get();
            out.println(stamped(state));
        }
    }

    private void clear() {
        if (drawn) {
            out.print(CLEAR_LINE);
            drawn = false;
        }
    }

    private String stamped(String line) {
        return String.format(Locale.ROOT, "%6.1f s  %s", elapsed.get().toMillis() / 1000.0, line);
    }
}
