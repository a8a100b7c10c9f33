// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition of the outside world that nobody announces: a port that opens, a status that changes. */
public final class Poll {
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private Poll() {}

    /**
     * Asks until the condition holds, on the caller's thread.
     *
     * @return false when the limit passed first
     * @throws StackException when the thread is interrupted, which stays flagged
     */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new StackException("Interrupted while waiting for a server of the local stack.");
            }
        }
        return true;
    }
}
