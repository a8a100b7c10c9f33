// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.time.Duration;
import java.util.function.Consumer;

/** Something that has to be done before the end but must not hold it up: on a thread of its own, for a bounded time. */
final class LastAction {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private LastAction() {}

    /** A sentence also of one that says nothing of itself. */
    private static String fault(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return "What was to be done before the end is not done, by a fault of this program: " + failure
                + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /** Returns when it is done, has failed, or the time is over; the latter two are told. */
    static void run(Runnable action, Consumer<String> progress) {
        Thread thread = new Thread(
                () -> {
                    try {
                        action.run();
                    } catch (StackException e) {
                        progress.accept(e.getMessage());
                    } catch (RuntimeException e) {
                        progress.accept(fault(e)); // whatever it is, the end comes first
                    }
                },
                "local-stack-last-action");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            progress.accept("What was to be done before the end is not done after " + LIMIT.toSeconds()
                    + " s: the servers are stopped all the same.");
        }
    }
}
