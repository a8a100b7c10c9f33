// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.session.log.SilentLog;
import io.mqttmysql.source.session.terms.BrokerTerms;
import io.mqttmysql.source.session.transport.Disconnect;
import io.mqttmysql.source.session.transport.GuardRules;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;

/**
 * An MQTT 5 connection made with Eclipse Paho: a fresh client, used once. A late acknowledgement goes to a dead object
 * and can never reach another connection, where its packet id would mean another message.
 */
final class Mqtt5Link implements MqttLink {
    private final LinkSettings settings;
    private final LinkEvents events;
    private final Mqtt5Client client;
    private Duration keepAlive;

    static {
        SilentLog.install();
    }

    Mqtt5Link(LinkSettings settings, Request request, LinkEvents events) {
        this(settings, request, events, MqttWireMessage::createWireMessage);
    }

    Mqtt5Link(LinkSettings settings, Request request, LinkEvents events, GuardRules.Parser parser) {
        this.settings = settings;
        this.events = events;
        this.keepAlive = settings.keepAlive();
        this.client = new Mqtt5Client(settings, request, events, parser);
    }

    @Override
    public SessionState connect() throws LinkException, InterruptedException {
        try {
            IMqttToken token = events.awaitConnack(
                    client.connect(), settings.connection().times().connectTimeout(), client::reached);
            followServerKeepAlive();
            return token.getSessionPresent() ? SessionState.RESUMED : SessionState.NEW;
        } catch (IllegalArgumentException e) {
            throw PahoFailures.ofOurs(e);
        } catch (MqttException e) {
            throw PahoFailures.ofConnect(e, client.reached());
        } catch (ExecutionException e) {
            client.ended(); // Paho tells of a failed attempt only when it is through with it
            throw PahoFailures.ofConnect(e.getCause(), client.reached())
                    .saying(client.terms().words().toReader());
        }
    }

    /** Paho takes a shorter keep-alive of the broker over, but its first ping would still come after ours. */
    private void followServerKeepAlive() throws MqttException {
        Duration asked = Duration.ofSeconds(terms().keepAliveSeconds());
        if (!asked.isZero() && asked.compareTo(keepAlive) < 0) {
            keepAlive = asked;
            client.ping();
        }
    }

    @Override
    public BrokerTerms terms() {
        return client.terms();
    }

    @Override
    public boolean repeatsRetainedMessages() {
        return false;
    }

    @Override
    public CompletableFuture<int[]> subscribe(List<String> subscriptions) throws LinkException {
        return ask(reply -> client.subscribe(subscriptions, reply));
    }

    @Override
    public CompletableFuture<int[]> unsubscribe(List<String> subscriptions) throws LinkException {
        return ask(reply -> client.unsubscribe(subscriptions, reply));
    }

    private interface Question {
        void ask(Reply reply) throws MqttException;
    }

    private Reply ask(Question question) throws LinkException {
        Reply reply = new Reply();
        try {
            question.ask(reply);
            return reply;
        } catch (MqttException e) {
            throw linkDown(e);
        } catch (IllegalArgumentException e) {
            throw PahoFailures.ofOurs(e);
        }
    }

    @Override
    public void acknowledge(int packetId) throws LinkException {
        try {
            client.acknowledge(packetId);
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
        if (client.reached()) {
            events.examine(client.watch(), keepAlive);
        }
        return events.loss();
    }

    @Override
    public LinkException saturation() {
        return events.saturation();
    }

    @Override
    public void disconnect() {
        leave(Disconnect.KEEPING_SESSION);
    }

    @Override
    public void endSession() throws LinkException {
        LinkException loss = loss();
        if (loss != null) {
            throw loss;
        }
        leave(Disconnect.ENDING_SESSION);
    }

    private void leave(Disconnect disconnect) {
        if (events.loss() == null) {
            client.disconnect(disconnect);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** The codes of a SUBACK or an UNSUBACK. */
    private final class Reply extends CompletableFuture<int[]> implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            complete(token.getReasonCodes() == null ? new int[0] : token.getReasonCodes());
            events.answered();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            completeExceptionally(linkDown(failure));
            events.answered();
        }
    }
}
