// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.house;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * Publishes at QoS 1 and remembers what the broker acknowledged: only that is ever claimed. Publishing is done by one
 * thread at a time; acknowledgements arrive on the MQTT client's.
 */
public final class Publisher implements HouseThread.Line, AutoCloseable {
    /** HiveMQ takes ten unacknowledged messages from one client by default; more would be refused by Paho. */
    private static final int IN_FLIGHT = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MqttAsyncClient client;
    private final MqttConnectionOptions options;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final Queue<HouseMessage> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** @param options of its connection: as whom, and whom it trusts */
    public Publisher(String uri, String clientId, MqttConnectionOptions options) throws MqttException {
        this.options = options;
        client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
    }

    public void open() throws MqttException {
        client.connect(options).waitForCompletion(PATIENCE.toMillis());
    }

    /** Publishes what the bridge of Zigbee2MQTT says of itself, which the sink discards; waits for the broker. */
    public void sayOnline() throws MqttException {
        client.publish("Home/zigbee2mqtt/bridge/state", "online".getBytes(StandardCharsets.UTF_8), 1, false)
                .waitForCompletion(PATIENCE.toMillis());
    }

    @Override
    public void publish(HouseMessage message) throws MqttException, InterruptedException {
        if (!inFlight.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS) || failure.get() != null) {
            throw new IllegalStateException(
                    "The broker stopped acknowledging what the simulated house publishes", failure.get());
        }
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(new UserProperty("id", String.valueOf(message.id()))));
        MqttMessage mqtt = new MqttMessage(message.bytes(), 1, false, properties);
        client.publish(message.topic(), mqtt, null, new Acknowledgement(message));
    }

    @Override
    public void awaitAcknowledgements() throws InterruptedException {
        if (!inFlight.tryAcquire(IN_FLIGHT, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The broker did not acknowledge the last messages within " + PATIENCE);
        }
        inFlight.release(IN_FLIGHT);
    }

    /** Any thread. */
    public Queue<HouseMessage> acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 1000, true);
            client.close(true);
        } catch (MqttException e) {
            // the process is about to end; the broker sees the connection close
            failure.compareAndSet(null, e);
        }
    }

    /** Called on the MQTT client's thread. */
    private final class Acknowledgement implements MqttActionListener {
        private final HouseMessage message;

        Acknowledgement(HouseMessage message) {
            this.message = message;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            acknowledged.add(message);
            inFlight.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            failure.compareAndSet(null, cause);
            inFlight.release();
        }
    }
}
