// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Messages that wait in the broker for one subscriber that is away; closing it ends the subscriber's session. */
final class Backlog implements AutoCloseable {
    /** The broker takes 1000 unacknowledged messages of one client. */
    private static final int IN_FLIGHT = 500;

    private static final long A_DAY = 86_400;
    private static final long PATIENCE_MS = 60_000;

    private final String uri;
    private final String subscriber;
    private final String root;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Backlog(String uri, String subscriber, String root) {
        this.uri = uri;
        this.subscriber = subscriber;
        this.root = root;
    }

    /**
     * Makes the subscriber's session, which the broker then keeps.
     *
     * @param subscriber a client id
     * @param root the first level of all topics
     */
    static Backlog open(String uri, String subscriber, String root) {
        Backlog backlog = new Backlog(uri, subscriber, root);
        backlog.connected(
                subscriber, A_DAY, client -> client.subscribe(filter(root), 1).waitForCompletion(PATIENCE_MS));
        return backlog;
    }

    static String filter(String root) {
        return root + "/#";
    }

    static String topic(String root, Reading reading) {
        return root + "/" + reading.device();
    }

    /** Returns when the broker has acknowledged the first {@code count} readings. */
    void publish(int count) {
        connected(root + "-publisher", 0, client -> {
            for (int i = 0; i < count && failure.get() == null; i++) {
                Reading reading = Reading.of(i);
                await(1);
                client.publish(
                        topic(root, reading),
                        new MqttMessage(reading.json(), 1, false, null),
                        null,
                        new Acknowledged());
            }
            await(IN_FLIGHT);
        });
        if (failure.get() != null) {
            throw trouble(failure.get());
        }
    }

    private void await(int permits) {
        try {
            if (!inFlight.tryAcquire(permits, PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                throw new BenchmarkException("The MQTT broker stopped acknowledging what is published.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted while the backlog was published.", e);
        }
    }

    private void connected(String clientId, long sessionExpiry, Work work) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(sessionExpiry);
        try {
            MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
            try {
                client.connect(options).waitForCompletion(PATIENCE_MS);
                work.with(client);
                client.disconnect().waitForCompletion(PATIENCE_MS);
            } finally {
                client.close(true);
            }
        } catch (MqttException e) {
            throw trouble(e);
        }
    }

    private static BenchmarkException trouble(Throwable cause) {
        return new BenchmarkException("The MQTT broker did not answer as expected: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        connected(subscriber, 0, client -> {});
    }

    private interface Work {
        void with(MqttAsyncClient client) throws MqttException;
    }

    /** Called on the MQTT client's thread. */
    private final class Acknowledged implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            inFlight.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            failure.compareAndSet(null, cause);
            inFlight.release();
        }
    }
}
