// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.SubscriptionOptions;
import io.mqttmysql.source.message.Admission;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.session.LinkException.Kind;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT 5 connection made with Eclipse Paho: a fresh client, used once. A late acknowledgement goes to a dead
 * object and can never reach another connection, where its packet id would mean another message.
 *
 * <p>Threads: Paho calls the {@code MqttCallback} methods on threads of its own. They only note what happened: Paho
 * stops reading, pings included, while a callback runs, and calling Paho from one deadlocks it.
 */
final class PahoLink implements MqttLink, MqttCallback {
    private static final Logger log = LoggerFactory.getLogger(PahoLink.class);
    private static final int QUIESCE_MS = 1_000;
    private static final int GOODBYE_MS = 2_000;

    private final ConnectionOptions connection;
    private final SubscriptionOptions subscription;
    private final Request request;
    private final Inbox inbox;
    private final Runnable onLoss;
    private final LinkSockets sockets = new LinkSockets();
    private final AtomicReference<LinkException> loss = new AtomicReference<>();
    private final PahoAnswer connected = new PahoAnswer();
    private final PahoAnswer subscribed = new PahoAnswer();
    private volatile boolean endedByPaho;
    private MqttAsyncClient client;

    static {
        PahoLogging.quieten();
    }

    PahoLink(
            ConnectionOptions connection,
            SubscriptionOptions subscription,
            Request request,
            Inbox inbox,
            Runnable onLoss) {
        this.connection = connection;
        this.subscription = subscription;
        this.request = request;
        this.inbox = inbox;
        this.onLoss = onLoss;
    }

    @Override
    public SessionState connect() throws LinkException, InterruptedException {
        try {
            client = new MqttAsyncClient(request.serverUri(), connection.clientId(), new MemoryPersistence());
            client.setManualAcks(true);
            client.setCallback(this); // before connecting: a resumed session sends at once
            client.connect(PahoOptions.connect(connection, request, sockets), null, connected);
            IMqttToken accepted = await(connected, "CONNACK");
            followServerKeepAlive(accepted.getResponseProperties());
            return accepted.getSessionPresent() ? SessionState.RESUMED : SessionState.NEW;
        } catch (MqttException | IllegalArgumentException | ExecutionException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw cause instanceof LinkException lost ? lost : PahoFailures.ofConnect(cause, sockets.connected());
        }
    }

    /** Paho takes the broker's keep-alive over, but its first ping would still come after ours. */
    private void followServerKeepAlive(MqttProperties accepted) throws MqttException {
        if (accepted != null && accepted.getServerKeepAlive() != null) {
            client.checkPing(null, null);
        }
    }

    @Override
    public void subscribe() throws LinkException, InterruptedException {
        try {
            client.subscribe(PahoOptions.subscriptions(subscription), null, subscribed, new MqttProperties());
            check(await(subscribed, "SUBACK").getReasonCodes());
        } catch (MqttException | IllegalArgumentException | ExecutionException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw cause instanceof LinkException lost ? lost : linkDown(cause);
        }
    }

    private void check(int[] codes) throws LinkException {
        for (int i = 0; i < codes.length; i++) {
            String filter = subscription.topicFilters().get(i);
            if (ReasonCode.isError(codes[i])) {
                throw new LinkException(
                        Kind.REFUSED, "subscription to '" + filter + "': " + ReasonCode.describe(codes[i]));
            }
            if (codes[i] < subscription.qos()) {
                log.warn(
                        "{} - the broker granted QoS {} for '{}' instead of {}: messages can be lost on the way",
                        connection.clientId(),
                        codes[i],
                        filter,
                        subscription.qos());
            }
        }
    }

    private IMqttToken await(PahoAnswer answer, String name)
            throws LinkException, InterruptedException, ExecutionException {
        try {
            return answer.get(connection.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Kind kind = sockets.connected() ? Kind.LOST : Kind.UNREACHABLE;
            throw new LinkException(
                    kind,
                    "no " + name + " within " + connection.connectTimeout().toMillis() + " ms");
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
        LinkException known = loss.get();
        return known != null ? known : new LinkException(Kind.LOST, PahoFailures.describe(failure));
    }

    @Override
    public LinkException loss() {
        return loss.get();
    }

    @Override
    public void disconnect() {
        if (client == null || loss.get() != null || !client.isConnected()) {
            return;
        }
        PahoAnswer gone = new PahoAnswer();
        try {
            client.disconnect(QUIESCE_MS, null, gone, MqttReturnCode.RETURN_CODE_SUCCESS, new MqttProperties());
            gone.get(GOODBYE_MS, TimeUnit.MILLISECONDS);
        } catch (MqttException | ExecutionException | TimeoutException e) {
            log.debug("{} - the link ended without a goodbye", connection.clientId(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (endedByPaho) {
            sockets.discard();
        } else {
            sockets.abort();
        }
        if (client == null) {
            return;
        }
        try {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        } catch (MqttException | RuntimeException e) {
            // Paho throws what it likes at a client that is half dead; its socket is closed, so its threads end
            log.debug("{} - closing the MQTT client", connection.clientId(), e);
        }
        client = null;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            Admission admission = inbox.accept(PahoMessages.inbound(topic, message, request.epoch()));
            if (admission == Admission.OVER_RECEIVE_MAXIMUM) {
                lose(new LinkException(
                        Kind.OVER_RECEIVE_MAXIMUM,
                        "the broker sent more than the " + request.receiveMaximum()
                                + " unacknowledged messages it was told (mqtt.receive.maximum)"));
            } else if (admission == Admission.OVER_BYTES) {
                lose(new LinkException(
                        Kind.OVER_BYTES,
                        "messages that wait for Kafka fill mqtt.buffer.max.bytes; the broker keeps the"
                                + " rest until there is room"));
            }
        } catch (RuntimeException e) {
            // Paho would swallow it, and the message would stay unacknowledged for ever
            lose(new LinkException(Kind.LOST, "a message could not be taken over: " + PahoFailures.describe(e)));
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        endedByPaho = true;
        lose(PahoFailures.ofLoss(response));
    }

    private void lose(LinkException reason) {
        if (loss.compareAndSet(null, reason)) {
            connected.completeExceptionally(reason);
            subscribed.completeExceptionally(reason);
            onLoss.run();
        }
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
        log.debug("{} - MQTT client error", connection.clientId(), failure);
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
}
