// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.RetainedMessages;
import io.mqttmysql.source.session.log.SilentLog;
import io.mqttmysql.source.session.terms.BrokerTerms;
import io.mqttmysql.source.session.transport.GuardRules;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage;

/**
 * An MQTT 3.1.1 connection made with Eclipse Paho, used once.
 *
 * <p>A clean session of MQTT 3.1.1 ends with its connection. So where a clean start is wanted, a first client
 * connects only to make the broker forget, and a second one begins a session that lasts.
 */
final class Mqtt3Link implements MqttLink {
    private final LinkSettings settings;
    private final LinkEvents events;
    private final Request request;
    private final GuardRules.Parser parser;
    private Mqtt3Client client;

    static {
        SilentLog.install();
    }

    Mqtt3Link(LinkSettings settings, Request request, LinkEvents events) {
        this(settings, request, events, MqttWireMessage::createWireMessage);
    }

    Mqtt3Link(LinkSettings settings, Request request, LinkEvents events, GuardRules.Parser parser) {
        this.parser = parser;
        this.settings = settings;
        this.request = request;
        this.events = events;
        this.client = new Mqtt3Client(settings, request, events, parser);
    }

    @Override
    public SessionState connect() throws LinkException, InterruptedException {
        if (request.start() == Start.CLEAN) {
            connect(true);
            client.disconnect();
            client.close();
            client = new Mqtt3Client(settings, request, events, parser);
        }
        if (request.start() == Start.PASSING) {
            connect(true);
            return SessionState.NEW;
        }
        return connect(false) ? SessionState.RESUMED : SessionState.NEW;
    }

    /** Returns true when the broker had a session. */
    private boolean connect(boolean cleanSession) throws LinkException, InterruptedException {
        try {
            return events.awaitConnack(
                            client.connect(cleanSession),
                            settings.connection().times().connectTimeout(),
                            client::reached)
                    .getSessionPresent();
        } catch (IllegalArgumentException e) {
            throw PahoFailures.ofOurs(e);
        } catch (MqttException e) {
            throw PahoFailures.ofConnect(e, client.reached());
        } catch (ExecutionException e) {
            client.ended(); // Paho tells of a failed attempt only when it is through with it
            throw PahoFailures.ofConnect(e.getCause(), client.reached());
        }
    }

    @Override
    public BrokerTerms terms() {
        return BrokerTerms.UNSAID;
    }

    @Override
    public boolean repeatsRetainedMessages() {
        return settings.subscription().retained() != RetainedMessages.DELIVER;
    }

    @Override
    public CompletableFuture<int[]> subscribe(List<String> subscriptions) throws LinkException {
        int[] qos = new int[subscriptions.size()];
        Arrays.fill(qos, settings.subscription().qos());
        return ask(reply -> client.subscribe(subscriptions.toArray(String[]::new), qos, reply));
    }

    @Override
    public CompletableFuture<int[]> unsubscribe(List<String> subscriptions) throws LinkException {
        return ask(reply -> client.unsubscribe(subscriptions.toArray(String[]::new), reply));
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

    /** The codes of a SUBACK; an UNSUBACK has none. */
    private final class Reply extends CompletableFuture<int[]> implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            complete(token.getGrantedQos() == null ? new int[0] : token.getGrantedQos());
            events.answered();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            completeExceptionally(linkDown(failure));
            events.answered();
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
            events.examine(client.watch(), settings.keepAlive());
        }
        return events.loss();
    }

    @Override
    public LinkException saturation() {
        return events.saturation();
    }

    @Override
    public void disconnect() {
        if (events.loss() == null) {
            client.disconnect();
        }
    }

    @Override
    public void endSession() throws LinkException, InterruptedException {
        LinkException loss = loss();
        if (loss != null) {
            throw loss; // somebody may have the session now
        }
        Request clean = new Request(
                request.epoch(),
                request.serverUri(),
                Start.PASSING,
                request.receiveMaximum(),
                request.version(),
                request.patience());
        LinkEvents nothing = new LinkEvents(clean, new BrokerCheck.Indifferent(), () -> {});
        Mqtt3Link last = new Mqtt3Link(settings, clean, nothing, parser);
        try {
            last.connect();
            last.disconnect();
        } finally {
            last.close();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
