// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Devices that number their readings and publish them at QoS 1. What the broker acknowledged is written down: nothing
 * else is ever claimed by a test.
 */
public final class ReadingPublisher implements AutoCloseable {
    /** HiveMQ's default for one client's unacknowledged messages. */
    private static final int IN_FLIGHT = 10;

    private static final int DEVICES = 5;
    private static final long SEED = 20261122L;

    private final String topicPrefix;
    private final MqttAsyncClient client;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Reading> acknowledged = new ArrayList<>();
    private final Random random = new Random(SEED);
    private final long[] sequences = new long[DEVICES];

    public ReadingPublisher(String uri, String topicPrefix) {
        this.topicPrefix = topicPrefix;
        try {
            client = new MqttAsyncClient(uri, "devices-of-" + topicPrefix, new MemoryPersistence());
            client.connect(new MqttConnectionOptions()).waitForCompletion(10_000);
        } catch (MqttException e) {
            throw new IllegalStateException("Cannot connect the publisher to " + uri, e);
        }
    }

    /** Publishes readings of all devices in turn and returns when the broker has acknowledged each. */
    public void publish(int count) {
        for (int i = 0; i < count; i++) {
            int device = i % DEVICES;
            send(Reading.random("device-" + device, ++sequences[device], random));
        }
        acquire(IN_FLIGHT);
        inFlight.release(IN_FLIGHT);
    }

    /** Publishes on a thread of its own at an even rate while the body runs; then waits for the last acknowledgement. */
    public void whilePublishing(int perSecond, Runnable body) {
        Load load = new Load(perSecond);
        try {
            body.run();
        } finally {
            load.stop();
        }
    }

    /** Publishes bytes as they are, outside the numbered readings. */
    public void publishRaw(String topic, byte[] payload) {
        try {
            client.publish(topic, payload, 1, false).waitForCompletion(10_000);
        } catch (MqttException e) {
            throw new IllegalStateException("Cannot publish to " + topic, e);
        }
    }

    private void send(Reading reading) {
        acquire(1);
        try {
            client.publish(
                    topicPrefix + "/" + reading.device(),
                    new MqttMessage(reading.payload(), 1, false, null),
                    null,
                    new Acknowledgement(reading));
        } catch (MqttException e) {
            throw new IllegalStateException("Cannot publish " + reading, e);
        }
    }

    private void acquire(int permits) {
        try {
            if (!inFlight.tryAcquire(permits, 30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The broker does not acknowledge");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing", e);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("A reading was not acknowledged", failure.get());
        }
    }

    public List<Reading> acknowledged() {
        synchronized (acknowledged) {
            return List.copyOf(acknowledged);
        }
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 1000, true);
            client.close(true);
        } catch (MqttException e) {
            throw new IllegalStateException("Cannot close the publisher", e);
        }
    }

    /** A running load. */
    private final class Load {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicReference<RuntimeException> fault = new AtomicReference<>();
        private final Thread thread;

        Load(int perSecond) {
            long interval = TimeUnit.SECONDS.toNanos(DEVICES) / perSecond;
            thread = new Thread(() -> {
                try {
                    for (long due = System.nanoTime(); !stopped.get(); due += interval) {
                        LockSupport.parkNanos(due - System.nanoTime());
                        publish(DEVICES);
                    }
                } catch (IllegalStateException e) {
                    fault.set(e);
                }
            });
            thread.start();
        }

        void stop() {
            stopped.set(true);
            try {
                thread.join(Duration.ofSeconds(60).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (fault.get() != null) {
                throw fault.get();
            }
        }
    }

    /** Called on the MQTT client's thread. */
    private final class Acknowledgement implements MqttActionListener {
        private final Reading reading;

        Acknowledgement(Reading reading) {
            this.reading = reading;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            synchronized (acknowledged) {
                acknowledged.add(reading);
            }
            inFlight.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            failure.compareAndSet(null, cause);
            inFlight.release();
        }
    }
}
