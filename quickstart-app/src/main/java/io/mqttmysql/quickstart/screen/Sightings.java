// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Hands what one thread sees to others that wait for it. Any thread. */
public final class Sightings {
    // guarded by this
    private Snapshot latest;
    private long latestBegan = Long.MIN_VALUE; // before the first look

    /** @param began when the look was begun, in nanoseconds of {@link System#nanoTime} */
    synchronized void publish(long began, Snapshot seen) {
        latest = seen;
        latestBegan = began;
        notifyAll();
    }

    /**
     * Waits for a sight that is so. What was looked at before this call does not count: it may be over.
     *
     * @param what for the message: "the rows are there"
     * @throws IllegalStateException when it is never seen within the limit
     */
    public synchronized Snapshot await(Predicate<Snapshot> condition, Duration limit, String what)
            throws InterruptedException {
        long called = System.nanoTime();
        long deadline = called + limit.toNanos();
        while (latestBegan < called || !condition.test(latest)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException(
                        "It was not seen within " + limit.toSeconds() + " s that " + what + ".");
            }
            wait(left);
        }
        return latest;
    }
}
