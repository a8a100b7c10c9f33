// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.testing.Bounds;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Many messages at once, each with its number as payload, and a look at which of them are somewhere. */
final class Backlog {
    /** Below the 1000 that the broker allows a publisher. */
    private static final int IN_FLIGHT = 500;

    private Backlog() {}

    /** Returns when the broker has acknowledged all. */
    static void publish(String uri, String topic, int count) throws MqttException, InterruptedException {
        publish(uri, topic, count, new MqttProperties());
    }

    /**
     * The same.
     *
     * @param properties of each message
     */
    static void publish(String uri, String topic, int count, MqttProperties properties)
            throws MqttException, InterruptedException {
        MqttAsyncClient client = new MqttAsyncClient(uri, "backlog-" + topic.hashCode(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        client.connect(options).waitForCompletion(Bounds.ANSWER_MS);
        Semaphore slots = new Semaphore(IN_FLIGHT);
        try {
            for (int number = 0; number < count; number++) {
                take(slots, 1);
                byte[] payload = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
                client.publish(topic, new MqttMessage(payload, 1, false, properties), null, release(slots));
            }
            take(slots, IN_FLIGHT);
        } finally {
            client.disconnectForcibly(0, 1_000, true);
            client.close(true);
        }
    }

    /** Which numbers are among the payloads. */
    static BitSet numbers(List<ConsumerRecord<byte[], byte[]>> records) {
        BitSet numbers = new BitSet();
        records.forEach(record -> numbers.set(Integer.parseInt(new String(record.value(), StandardCharsets.UTF_8))));
        return numbers;
    }

    private static void take(Semaphore slots, int count) throws InterruptedException {
        if (!slots.tryAcquire(count, Bounds.ANSWER_MS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The broker acknowledges nothing any more");
        }
    }

    private static MqttActionListener release(Semaphore slots) {
        return new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                slots.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                // the slot stays taken, and whoever waits for it tells
            }
        };
    }
}
