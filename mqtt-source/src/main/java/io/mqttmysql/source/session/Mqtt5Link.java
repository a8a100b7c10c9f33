// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.session.log.SilentLog;
import io.mqttmysql.source.session.transport.GuardRules;
import io.mqttmysql.source.session.transport.LinkSockets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT 5 connection made with Eclipse Paho: a fresh client, used once. A late acknowledgement goes to a dead object
 * and can never reach another connection, where its packet id would mean another message.
 *
 * <p>Session thread. The {@code MqttCallback} methods alone: Paho's callback thread; they go to {@link LinkEvents}.
 */
final class Mqtt5Link implements MqttLink, MqttCallback {
    private static final Logger log = LoggerFactory.getLogger(Mqtt5Link.class);
    private static final int QUIESCE_MS = 1_000;
    private static final int GOODBYE_MS = 2_000;

    private final LinkSettings settings;
    private final Request request;
    private final LinkEvents events;
    private final LinkSockets sockets;
    private volatile boolean isEndedByPaho;
    private Duration keepAlive;
    private MqttAsyncClient client;

    static {
        SilentLog.install();
    }

    Mqtt5Link(LinkSettings settings, Request request, LinkEvents events) {
        this(settings, request, events, MqttWireMessage::createWireMessage);
    }

    Mqtt5Link(LinkSettings settings, Request request, LinkEvents events, GuardRules.Parser parser) {
        this.settings = settings;
        this.request = request;
        this.events = events;
        this.keepAlive = settings.keepAlive();
        this.sockets = settings.sockets(request, events, parser);
    }

    @Override
    public SessionState connect() throws LinkException, InterruptedException {
        Answer accepted = new Answer();
        try {
            client = new MqttAsyncClient(LinkSockets.LIBRARY_URI, settings.clientId(), new MemoryPersistence());
            client.setManualAcks(true);
            client.setCallback(this); // before connecting: a resumed session sends at once
            client.connect(Mqtt5Options.connect(settings, request, sockets), null, accepted);
            IMqttToken token = await(accepted, "CONNACK");
            followServerKeepAlive(token.getResponseProperties());
            return token.getSessionPresent() ? SessionState.RESUMED : SessionState.NEW;
        } catch (MqttException | IllegalArgumentException e) {
            throw PahoFailures.ofConnect(e, sockets.connected());
        } catch (ExecutionException e) {
            isEndedByPaho = true; // it tells of a failed attempt only when it is through with it
            throw PahoFailures.ofConnect(e.getCause(), sockets.connected());
        }
    }

    /** Paho takes the broker's keep-alive over, but its first ping would still come after ours. */
    private void followServerKeepAlive(MqttProperties accepted) throws MqttException {
        if (accepted != null && accepted.getServerKeepAlive() != null) {
            keepAlive = Duration.ofSeconds(accepted.getServerKeepAlive());
            client.checkPing(null, null);
        }
    }

    @Override
    public boolean repeatsRetainedMessages() {
        return false;
    }

    @Override
    public void subscribe() throws LinkException, InterruptedException {
        Answer subscribed = new Answer();
        try {
            client.subscribe(
                    Mqtt5Options.subscriptions(settings.subscription()), null, subscribed, new MqttProperties());
            GrantedQos.check(
                    settings.clientId(),
                    settings.subscription(),
                    await(subscribed, "SUBACK").getReasonCodes());
        } catch (MqttException | IllegalArgumentException e) {
            throw linkDown(e);
        } catch (ExecutionException e) {
            throw linkDown(e.getCause());
        }
    }

    @Override
    public void unsubscribe(List<String> subscriptions) throws LinkException, InterruptedException {
        Answer unsubscribed = new Answer();
        try {
            client.unsubscribe(subscriptions.toArray(String[]::new), null, unsubscribed, new MqttProperties());
            await(unsubscribed, "UNSUBACK");
        } catch (MqttException | IllegalArgumentException e) {
            throw linkDown(e);
        } catch (ExecutionException e) {
            throw linkDown(e.getCause());
        }
    }

    private IMqttToken await(Answer answer, String name)
            throws LinkException, InterruptedException, ExecutionException {
        Duration limit = settings.connection().times().connectTimeout();
        try {
            return events.await(answer, limit);
        } catch (TimeoutException e) {
            Kind kind = sockets.connected() ? Kind.LOST : Kind.UNREACHABLE;
            throw new LinkException(kind, "no " + name + " within " + limit.toMillis() + " ms");
        }
    }

    @Override
    public void acknowledge(int packetId) throws LinkException {
        try {
            client.messageArrivedComplete(packetId, 1);
        } catch (MqttException e) {
            throw linkDown(e);
        }
    }

    /** The callback may know better why. */
    private LinkException linkDown(Throwable failure) {
        LinkException known = events.loss();
        return known != null ? known : PahoFailures.ofLoss(failure);
    }

    @Override
    public LinkException loss() {
        if (sockets.connected()) {
            events.examine(sockets.watch(), keepAlive);
        }
        return events.loss();
    }

    @Override
    public LinkException saturation() {
        return events.saturation();
    }

    /** Not on a line that takes nothing: Paho would leave a thread behind that waits until it does. */
    @Override
    public void disconnect() {
        disconnect(new MqttProperties());
    }

    /** MQTT 5 section 3.14.2.2.2. */
    @Override
    public void endSession() throws LinkException {
        LinkException loss = loss();
        if (loss != null) {
            throw loss;
        }
        MqttProperties properties = new MqttProperties();
        properties.setSessionExpiryInterval(0L);
        disconnect(properties);
    }

    private void disconnect(MqttProperties properties) {
        if (client == null || events.loss() != null || !client.isConnected() || sockets.isStalled()) {
            return;
        }
        Answer gone = new Answer();
        try {
            client.disconnect(QUIESCE_MS, null, gone, MqttReturnCode.RETURN_CODE_SUCCESS, properties);
            gone.get(GOODBYE_MS, TimeUnit.MILLISECONDS);
        } catch (MqttException | ExecutionException | TimeoutException e) {
            log.debug("{} - the link ended without a goodbye", settings.clientId(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
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
        isEndedByPaho = true;
        events.lose(PahoFailures.ofLoss(response));
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
    private static final class Answer extends CompletableFuture<IMqttToken> implements MqttActionListener {
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
