// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.config.ServerUri;
import io.mqttmysql.source.config.SubscriptionOptions;
import io.mqttmysql.source.message.Admission;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.message.Traffic;
import io.mqttmysql.source.session.LinkException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the broker once whether it would let this client in and grant its subscriptions, on a link of its own. It never
 * lasts longer than its limit, and its threads end with it, at the latest with a goodbye that takes its time: whoever
 * waits for the answer has a request to answer himself.
 */
public final class BrokerCheck {
    private static final long LOOK_MS = 100;

    private final ConnectionOptions connection;
    private final MqttLink.Factory links;
    private final SubscriptionRequests requests;
    private final List<String> absent = new ArrayList<>();

    /** The options are those of the check, not of the connector: see {@code MqttSourceConfig.forBrokerCheck}. */
    public BrokerCheck(ConnectionOptions connection, SubscriptionOptions subscription, DeliveryOptions delivery) {
        this.connection = connection;
        this.links = new LinkSettings(connection, subscription, delivery);
        this.requests = new SubscriptionRequests(connection.session().clientId(), subscription);
    }

    /** What the finding is about, and so what has to be changed. */
    public enum Concern {
        /** No broker answered, or none that can serve now: it may be there later. */
        ABSENCE,
        /** The user name and the password. */
        LOGIN,
        /** The version of MQTT. */
        VERSION,
        /** The broker or the way to it. */
        SERVER,
        /** A topic filter. */
        SUBSCRIPTION,
        /** The shared group. */
        SHARED_SUBSCRIPTION
    }

    /** What was found, in a sentence without its full stop. */
    public record Finding(Concern concern, String sentence) {}

    /** Empty when the first broker that answered accepts everything. */
    public Optional<Finding> run(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        CompletableFuture<Optional<Finding>> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> ask(answer), "mqtt-check-" + connection.session().clientId());
        thread.setDaemon(true);
        thread.start();
        try {
            Optional<Finding> finding = await(answer, deadline, limit);
            if (!answer.isDone()) {
                thread.interrupt();
            }
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            thread.interrupt(); // without effect on one that has ended
            return finding;
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Optional.of(new Finding(Concern.ABSENCE, "the check was interrupted"));
        }
    }

    private Optional<Finding> await(CompletableFuture<Optional<Finding>> answer, long deadline, Duration limit)
            throws InterruptedException {
        try {
            // the rest of the time is for closing the link
            return answer.get(deadline - System.nanoTime() - limit.toNanos() / 5, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.of(absence("no answer within " + limit.toSeconds() + " s"));
        } catch (ExecutionException e) {
            return Optional.of(absence(PahoFailures.describe(e.getCause())));
        }
    }

    private synchronized Finding absence(String otherwise) {
        return new Finding(Concern.ABSENCE, absent.isEmpty() ? otherwise : String.join("; ", absent));
    }

    private synchronized void isAbsent(String serverUri, LinkException failure) {
        absent.add(ServerUri.withoutQuery(serverUri) + ": " + failure.getMessage());
    }

    private void ask(CompletableFuture<Optional<Finding>> answer) {
        try {
            for (String serverUri : connection.serverUris()) {
                if (isAnsweredBy(serverUri, answer)) {
                    return;
                }
            }
            answer.complete(Optional.of(absence("no server to ask")));
        } catch (InterruptedException e) {
            // nobody waits for the answer any more
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Answers before it closes the link, which may take its time. */
    private boolean isAnsweredBy(String serverUri, CompletableFuture<Optional<Finding>> answer)
            throws InterruptedException {
        MqttLink.Request request = new MqttLink.Request(
                1,
                serverUri,
                MqttLink.Start.PASSING,
                1,
                connection.version(),
                connection.times().connectTimeout());
        MqttLink link = links.create(request, new Indifferent(), () -> {});
        boolean isConnected = false;
        try {
            link.connect();
            isConnected = true;
            requests.subscribe(link, (reply, name) -> awaitReply(link, reply, name));
            answer.complete(Optional.empty());
            link.disconnect();
            return true;
        } catch (LinkException e) {
            Concern concern = isConnected ? ofSubscribe(e) : ofConnect(e);
            if (concern == Concern.ABSENCE) {
                isAbsent(serverUri, e);
                return false;
            }
            return answer.complete(
                    Optional.of(new Finding(concern, ServerUri.withoutQuery(serverUri) + ": " + e.getMessage())));
        } finally {
            link.close();
        }
    }

    private int[] awaitReply(MqttLink link, CompletableFuture<int[]> reply, String name)
            throws LinkException, InterruptedException {
        long deadline = System.nanoTime() + connection.times().connectTimeout().toNanos();
        while (System.nanoTime() < deadline) {
            try {
                return reply.get(LOOK_MS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                return LinkException.result(reply);
            } catch (TimeoutException e) {
                LinkException loss = link.loss();
                if (loss != null) {
                    throw loss;
                }
            }
        }
        throw new LinkException(
                Kind.LOST,
                "no " + name + " within " + connection.times().connectTimeout().toMillis() + " ms");
    }

    /** A client id that is refused is the check's, not the connector's. */
    private static Concern ofConnect(LinkException failure) {
        int code = failure.reasonCode();
        if (!failure.isRefusal() || ReasonCode.concernsClientId(code)) {
            return Concern.ABSENCE;
        }
        if (ReasonCode.concernsVersion(code)) {
            return Concern.VERSION;
        }
        return ReasonCode.concernsLogin(code) ? Concern.LOGIN : Concern.SERVER;
    }

    private static Concern ofSubscribe(LinkException failure) {
        if (ReasonCode.concernsSharedSubscriptions(failure.reasonCode())) {
            return Concern.SHARED_SUBSCRIPTION;
        }
        return failure.kind() == Kind.REFUSED ? Concern.SUBSCRIPTION : Concern.ABSENCE;
    }

    /** Takes nothing: the session ends with the link, and what was sent to it is not the connector's. */
    static final class Indifferent implements Inbox {
        @Override
        public void connecting(int epoch, int capacity, int predecessor) {
            // no window
        }

        @Override
        public Admission accept(InboundMessage message) {
            return Admission.STALE;
        }

        @Override
        public Delivery nextDone() {
            return null;
        }

        @Override
        public boolean hasDone() {
            return false;
        }

        @Override
        public boolean isWorthAsking() {
            return true;
        }

        @Override
        public Traffic traffic() {
            return new Traffic(0, true);
        }

        @Override
        public void fail(String sentence) {
            // only a session fails
        }
    }
}
