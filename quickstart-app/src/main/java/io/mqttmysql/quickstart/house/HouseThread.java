// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.house;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The thread on which the simulated house publishes, evenly; others tell it to fall silent, to speak again, and to
 * finish. Nobody else takes messages from the house.
 */
public final class HouseThread {
    private static final long LISTENING_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Line line;
    private final House house;
    private final long interval; // nanoseconds between two messages
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "simulated-house");
    private volatile boolean isSilent;
    private volatile boolean isFinished;

    /** To the broker. */
    interface Line {
        /** Returns when it is on its way; waits while too many are. */
        void publish(HouseMessage message) throws MqttException, InterruptedException;

        /** Returns when the broker has acknowledged everything. */
        void awaitAcknowledgements() throws InterruptedException;
    }

    /** @param rate messages a second */
    public HouseThread(Line line, House house, int rate) {
        this.line = line;
        this.house = house;
        this.interval = TimeUnit.SECONDS.toNanos(1) / rate;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** From the next message on; what is on its way still arrives. */
    public void fallSilent() {
        isSilent = true;
    }

    public void speak() {
        isSilent = false;
    }

    /**
     * Says nothing more; returns when the broker has acknowledged all it said.
     *
     * @throws IllegalStateException when it could not publish
     */
    public void finish() throws InterruptedException {
        isFinished = true;
        thread.join(Duration.ofMinutes(1).toMillis());
        failIfBroken();
    }

    /** @throws IllegalStateException when it could not publish */
    public void failIfBroken() {
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "The simulated house could not publish: " + failure.get().getMessage(), failure.get());
        }
    }

    private void run() {
        try {
            publishUntilFinished();
            line.awaitAcknowledgements();
        } catch (MqttException | IllegalStateException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.set(e);
        }
    }

    private void publishUntilFinished() throws MqttException, InterruptedException {
        long due = System.nanoTime();
        while (!isFinished) {
            long early = due - System.nanoTime();
            if (isSilent) {
                LockSupport.parkNanos(LISTENING_NANOS);
                due = System.nanoTime();
            } else if (early > 0) {
                LockSupport.parkNanos(Math.min(early, LISTENING_NANOS));
            } else {
                line.publish(house.next());
                due += interval;
            }
        }
    }
}
