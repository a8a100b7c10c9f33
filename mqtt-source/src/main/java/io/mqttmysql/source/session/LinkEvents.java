// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.message.ContentDigest;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.session.transport.PlaceholderTopics;
import io.mqttmysql.source.session.transport.ReceiverWatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What a client library reports about one link: messages for the inbox, and the end. It only notes what happened: Paho
 * stops reading, pings included, while a callback runs, and calling Paho from one deadlocks it.
 *
 * <p>Threads: Paho's callback thread reports, the session thread asks.
 */
final class LinkEvents {
    private final MqttLink.Request request;
    private final Inbox inbox;
    private final Runnable onChange;
    private final PlaceholderTopics placeholders = new PlaceholderTopics();
    private final ContentDigest digest = new ContentDigest(); // Paho's callback thread only
    private final CompletableFuture<Object> lost = new CompletableFuture<>();
    private volatile LinkException loss;
    private volatile LinkException saturation;

    LinkEvents(MqttLink.Request request, Inbox inbox, Runnable onChange) {
        this.request = request;
        this.inbox = inbox;
        this.onChange = onChange;
    }

    /** Shared with the guard of the same link. */
    PlaceholderTopics placeholders() {
        return placeholders;
    }

    /**
     * Paho's callback thread.
     *
     * @param shownTopic what the library was shown
     */
    void arrived(String shownTopic, Arrival arrival) {
        try {
            switch (inbox.accept(arrival.on(request.epoch(), placeholders.reveal(shownTopic), digest))) {
                case HELD -> onChange.run(); // it may be in Kafka already
                case OVER_RECEIVE_MAXIMUM -> overPacketIds();
                case OVER_BYTES -> saturate(Kind.OVER_BYTES, "messages that wait for Kafka fill mqtt.buffer.max.bytes");
                case ACCEPTED, DROPPED, STALE -> {
                    // nothing to do for the link
                }
            }
        } catch (RuntimeException e) {
            // Paho would swallow it, and the message would stay unacknowledged forever
            lose(new LinkException(
                    Kind.LOST,
                    "a fault of this connector: a message could not be taken over (" + PahoFailures.describe(e) + ")",
                    e));
        }
    }

    private void overPacketIds() {
        lose(new LinkException(
                Kind.OVER_RECEIVE_MAXIMUM,
                "the broker sent more unacknowledged messages than there are packet ids (" + request.window() + ")"));
    }

    private void saturate(Kind kind, String reason) {
        saturation = new LinkException(kind, reason);
        onChange.run();
    }

    /** Any thread. The first reason counts. */
    void lose(LinkException reason) {
        synchronized (lost) {
            if (loss != null) {
                return;
            }
            loss = reason;
        }
        lost.completeExceptionally(reason);
        onChange.run();
    }

    LinkException loss() {
        return loss;
    }

    LinkException saturation() {
        return saturation;
    }

    /** Notes the loss when the receiver is dead, however it died. */
    void examine(ReceiverWatch watch, Duration keepAlive) {
        if (loss == null) {
            watch.verdict(keepAlive).ifPresent(reason -> lose(new LinkException(Kind.LOST, reason)));
        }
    }

    /**
     * Waits for CONNACK, or for the end of the link: to reach the broker as long as {@code connectTimeout} says, and
     * once it was reached as long as the request is patient.
     */
    <T> T awaitConnack(CompletableFuture<T> answer, Duration connectTimeout, BooleanSupplier wasReached)
            throws LinkException, InterruptedException, ExecutionException {
        Duration more = request.patience().minus(connectTimeout);
        try {
            return await(answer, connectTimeout);
        } catch (TimeoutException e) {
            if (!wasReached.getAsBoolean()) {
                throw new LinkException(Kind.UNREACHABLE, "no connection within " + connectTimeout.toMillis() + " ms");
            }
        }
        try {
            return await(answer, more);
        } catch (TimeoutException e) {
            throw new LinkException(
                    Kind.LOST, "no CONNACK within " + request.patience().toMillis() + " ms");
        }
    }

    /** Any thread. The broker answered a packet. */
    void answered() {
        onChange.run();
    }

    private <T> T await(CompletableFuture<T> answer, Duration limit)
            throws LinkException, InterruptedException, ExecutionException, TimeoutException {
        try {
            CompletableFuture.anyOf(answer, lost).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return answer.get(0, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LinkException known) {
                throw known;
            }
            throw e;
        }
    }
}
