// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.session.terms.BrokerTerms;
import io.mqttmysql.source.session.transport.Disconnect;
import io.mqttmysql.source.session.transport.GuardRules;
import io.mqttmysql.source.session.transport.LinkSockets;
import io.mqttmysql.source.session.transport.ReceiverWatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MQTT 5 client of Eclipse Paho with its sockets, used once.
 *
 * <p>Session thread. The {@code MqttCallback} methods alone: Paho's callback thread; they go to {@link LinkEvents}.
 */
final class Mqtt5Client implements MqttCallback {
    private static final Logger log = LoggerFactory.getLogger(Mqtt5Client.class);

    private final LinkSettings settings;
    private final MqttLink.Request request;
    private final LinkEvents events;
    private final LinkSockets sockets;
    private volatile boolean isEndedByPaho;
    private MqttAsyncClient client;
    private long acknowledged;

    Mqtt5Client(LinkSettings settings, MqttLink.Request request, LinkEvents events, GuardRules.Parser parser) {
        this.settings = settings;
        this.request = request;
        this.events = events;
        this.sockets = settings.sockets(request, events, parser);
    }

    /** True once the broker may have seen a CONNECT. */
    boolean reached() {
        return sockets.connected();
    }

    BrokerTerms terms() {
        return sockets.terms();
    }

    ReceiverWatch watch() {
        return sockets.watch();
    }

    Answer connect() throws MqttException, LinkException {
        client = new MqttAsyncClient(LinkSockets.LIBRARY_URI, settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(this); // before connecting: a resumed session sends at once
        Answer answer = new Answer();
        client.connect(Mqtt5Options.connect(settings, request, sockets), null, answer);
        return answer;
    }

    /** Sends one, or notes that it was not needed; either way Paho counts from now on. */
    void ping() throws MqttException {
        client.checkPing(null, null);
    }

    void subscribe(List<String> subscriptions, MqttActionListener reply) throws MqttException {
        client.subscribe(
                Mqtt5Options.subscriptions(subscriptions, settings.subscription()), null, reply, new MqttProperties());
    }

    void unsubscribe(List<String> subscriptions, MqttActionListener reply) throws MqttException {
        client.unsubscribe(subscriptions.toArray(String[]::new), null, reply, new MqttProperties());
    }

    void acknowledge(int packetId) throws MqttException {
        client.messageArrivedComplete(packetId, 1);
        acknowledged++;
    }

    /** Not by Paho, which drops acknowledgements that a busy broker did not take within its quiesce time. */
    void disconnect(Disconnect disconnect) {
        if (client != null && client.isConnected()) {
            sockets.leave(disconnect, acknowledged);
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
        events.arrived(topic, Mqtt5Messages.arrival(message));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        ended();
        if (!sockets.isLeft()) {
            events.lose(PahoFailures.ofLoss(response));
        }
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
        log.debug("{} - MQTT client error", settings.clientId(), failure);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // nothing is published
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // the session thread waits for the CONNACK itself
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no enhanced authentication
    }

    /** Paho's own tokens swallow interrupts and have no place for a lost link. */
    static final class Answer extends CompletableFuture<IMqttToken> implements MqttActionListener {
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
