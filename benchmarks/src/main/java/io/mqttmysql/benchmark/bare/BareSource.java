// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.bare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** MQTT to Kafka: Paho's callback sends, Kafka's callback acknowledges, in the order of arrival. */
public final class BareSource implements MqttCallback {
    private final MqttAsyncClient client;
    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final Queue<InFlight> window = new ArrayDeque<>(); // guarded by itself

    private BareSource(MqttAsyncClient client, KafkaProducer<String, byte[]> producer, String topic) {
        this.client = client;
        this.producer = producer;
        this.topic = topic;
    }

    /** @param arguments MQTT URI, client id, topic filter, Kafka's address, topic */
    public static void main(String[] arguments) throws MqttException {
        // as Connect sets up the producer of a source with the shipped file
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        arguments[3],
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "max.in.flight.requests.per.connection",
                        1,
                        "max.block.ms",
                        Long.MAX_VALUE,
                        "delivery.timeout.ms",
                        Integer.MAX_VALUE),
                new StringSerializer(),
                new ByteArraySerializer());
        MqttAsyncClient client = new MqttAsyncClient(arguments[0], arguments[1], new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(new BareSource(client, producer, arguments[4]));
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(86_400L);
        options.setReceiveMaximum(4096);
        client.connect(options).waitForCompletion();
        client.subscribe(arguments[2], 1).waitForCompletion();
    }

    @Override
    public void messageArrived(String mqttTopic, MqttMessage message) {
        InFlight delivery = new InFlight(message.getId());
        synchronized (window) {
            window.add(delivery);
        }
        List<Header> headers = List.of(
                header("mqtt.topic", mqttTopic),
                header("mqtt.qos", String.valueOf(message.getQos())),
                header("mqtt.retained", String.valueOf(message.isRetained())));
        Future<RecordMetadata> unusedBesideItsCallback = producer.send(
                new ProducerRecord<>(topic, null, System.currentTimeMillis(), mqttTopic, message.getPayload(), headers),
                (metadata, failure) -> stored(delivery, failure));
    }

    private void stored(InFlight delivery, Exception failure) {
        synchronized (window) {
            delivery.stored = failure == null;
            while (!window.isEmpty() && window.peek().stored) {
                acknowledge(window.poll().packetId);
            }
        }
    }

    private void acknowledge(int packetId) {
        try {
            client.messageArrivedComplete(packetId, 1);
        } catch (MqttException e) {
            throw new IllegalStateException("The link is down", e);
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        System.err.println("The link ended: " + response);
        System.exit(1);
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
        System.err.println("The MQTT client failed: " + failure);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // nothing is published
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
        // main waits for it
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no enhanced authentication
    }

    private static final class InFlight {
        private final int packetId;
        private boolean stored;

        InFlight(int packetId) {
            this.packetId = packetId;
        }
    }
}
