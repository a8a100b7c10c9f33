// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.Credentials;
import io.mqttmysql.source.message.MessageProperties;
import io.mqttmysql.source.session.transport.Disconnect;
import io.mqttmysql.source.session.transport.GuardRules;
import io.mqttmysql.source.session.transport.LinkSockets;
import io.mqttmysql.source.session.transport.ReceiverWatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MQTT 3.1.1 client of Eclipse Paho with its sockets, used once.
 *
 * <p>Session thread. The {@code MqttCallback} methods alone: Paho's callback thread; they go to {@link LinkEvents}.
 */
final class Mqtt3Client implements MqttCallback {
    private static final Logger log = LoggerFactory.getLogger(Mqtt3Client.class);

    private final LinkSettings settings;
    private final LinkEvents events;
    private final LinkSockets sockets;
    private volatile boolean isEndedByPaho;
    private MqttAsyncClient client;
    private long acknowledged;

    Mqtt3Client(LinkSettings settings, MqttLink.Request request, LinkEvents events, GuardRules.Parser parser) {
        this.settings = settings;
        this.events = events;
        this.sockets = settings.sockets(request, events, parser);
    }

    /** True once the broker may have seen a CONNECT. */
    boolean reached() {
        return sockets.connected();
    }

    ReceiverWatch watch() {
        return sockets.watch();
    }

    Answer connect(boolean cleanSession) throws MqttException, LinkException {
        client = new MqttAsyncClient(LinkSockets.LIBRARY_URI, settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(this); // before connecting: a resumed session sends at once
        Answer answer = new Answer();
        client.connect(options(cleanSession), null, answer);
        return answer;
    }

    private MqttConnectOptions options(boolean cleanSession) throws LinkException {
        MqttConnectOptions paho = new MqttConnectOptions();
        paho.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1); // else it tries 3.1 after a refusal
        paho.setCleanSession(cleanSession);
        paho.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        paho.setConnectionTimeout(settings.connectTimeoutSeconds());
        paho.setAutomaticReconnect(false);
        paho.setSocketFactory(sockets);
        Optional<Credentials> credentials = settings.connection().session().credentials();
        if (credentials.isPresent()) {
            credentials.get().username().ifPresent(paho::setUserName);
            settings.password().ifPresent(password -> paho.setPassword(password.toCharArray()));
        }
        return paho;
    }

    void subscribe(String[] filters, int[] qos, IMqttActionListener reply) throws MqttException {
        client.subscribe(filters, qos, null, reply);
    }

    void unsubscribe(String[] filters, IMqttActionListener reply) throws MqttException {
        client.unsubscribe(filters, null, reply);
    }

    void acknowledge(int packetId) throws MqttException {
        client.messageArrivedComplete(packetId, 1);
        acknowledged++;
    }

    /** Not by Paho, which drops acknowledgements that a busy broker did not take within its quiesce time. */
    void disconnect() {
        if (client != null && client.isConnected()) {
            sockets.leave(Disconnect.KEEPING_SESSION, acknowledged);
        }
    }

    /** Paho has ended the connection by itself. */
    void ended() {
        isEndedByPaho = true;
    }

    void close() {
        MqttAsyncClient leaving = client;
        client = null;
        if (isEndedByPaho) {
            sockets.discard(() -> close(leaving));
        } else {
            sockets.abort(() -> close(leaving));
        }
    }

    private void close(MqttAsyncClient leaving) {
        if (leaving == null) {
            return;
        }
        try {
            leaving.disconnectForcibly(0, 0, false);
            leaving.close(true);
        } catch (MqttException | RuntimeException e) {
            // Paho throws what it likes at a client that is half dead; its socket is closed, so its threads end
            log.debug("{} - closing the MQTT client", settings.clientId(), e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        int packetId = message.getQos() == 0 ? 0 : message.getId();
        MessageProperties properties = MessageProperties.duplicate(message.isDuplicate());
        events.arrived(topic, new Arrival(message.getPayload(), packetId, message.isRetained(), properties));
    }

    @Override
    public void connectionLost(Throwable failure) {
        ended();
        if (!sockets.isLeft()) {
            events.lose(PahoFailures.ofLoss311(failure));
        }
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // nothing is published
    }

    /** Paho's own tokens swallow interrupts and have no place for a lost link. */
    static final class Answer extends CompletableFuture<IMqttToken> implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            complete(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            completeExceptionally(failure);
        }
    }
}
