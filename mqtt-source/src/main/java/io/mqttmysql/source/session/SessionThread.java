// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The thread of a session: how it waits, how others wake it, and how it is told to end. An interrupt breaks off
 * whatever it waits for, but never its goodbye to the broker.
 */
final class SessionThread {
    private final Thread thread;
    private volatile boolean isParked;
    private volatile boolean isStopping;
    private boolean isLeaving; // guarded by this

    SessionThread(Runnable work, String name) {
        thread = new Thread(work, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Any thread. */
    boolean isStopping() {
        return isStopping;
    }

    /** Session thread. There is nothing left to do. */
    void finish() {
        isStopping = true;
    }

    /** Any thread. Does not wait. */
    void interruptWork() {
        synchronized (this) {
            isStopping = true;
            if (!isLeaving) {
                thread.interrupt();
            }
        }
        LockSupport.unpark(thread);
    }

    /** Any thread. Waits for the end, no longer than this. */
    void join(Duration limit) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Session thread. Where it has to end, nothing interrupts it any more from now on. */
    synchronized void beginLeaving() {
        if (isStopping) {
            isLeaving = true;
            Thread.interrupted(); // the interrupt has done its work
        }
    }

    /** Any thread. It has to look again. */
    void signal() {
        LockSupport.unpark(thread);
    }

    /** Any thread. Costs next to nothing while the thread works: a parked thread has to look again. */
    void signalIfParked(BooleanSupplier reason) {
        if (isParked && reason.getAsBoolean()) {
            signal();
        }
    }

    /**
     * Session thread. Waits until it is signalled, no longer than this. Asks once more after saying that it parks:
     * whoever makes {@code idle} false then sees that and wakes it.
     */
    void parkWhile(BooleanSupplier idle, Duration longest) {
        isParked = true;
        if (!isStopping && idle.getAsBoolean()) {
            LockSupport.parkNanos(this, longest.toNanos());
        }
        isParked = false;
    }

    /** Session thread. Waits that long, or until it has to end. */
    void pause(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !isStopping; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
