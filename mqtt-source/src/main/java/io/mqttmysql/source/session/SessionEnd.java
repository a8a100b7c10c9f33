// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.config.ServerUri;
import io.mqttmysql.source.config.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the broker forget the session of a client that runs no longer, with all that it kept for it: a clean start
 * (MQTT 5 section 3.1.2.4, MQTT 3.1.1 section 3.1.2.4) that expires with its link. The servers are one cluster, so the
 * first that answers is enough.
 *
 * <p>Runs on the thread of its caller and never longer than its limit by more than a goodbye.
 */
public final class SessionEnd {
    private static final Logger log = LoggerFactory.getLogger(SessionEnd.class);

    /** An attempt that has less time says nothing of the broker. */
    private static final Duration SHORTEST_ATTEMPT = Duration.ofSeconds(1);

    private final SubscriptionOptions subscription;
    private final DeliveryOptions delivery;
    private final long deadline;

    /** @param limit for all sessions together */
    public SessionEnd(SubscriptionOptions subscription, DeliveryOptions delivery, Duration limit) {
        this.subscription = subscription;
        this.delivery = delivery;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** Why a session is there still: what each server said, in a sentence without its full stop. */
    public static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String sentence) {
            super(sentence);
        }
    }

    /** @param connection with the client id whose session is to end */
    public void of(ConnectionOptions connection) throws FailedException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (String serverUri : connection.serverUris()) {
            String server = ServerUri.withoutQuery(serverUri);
            try {
                end(connection, serverUri);
                log.info(
                        "{} - ended the session at {}, with all that the broker kept for it",
                        connection.session().clientId(),
                        server);
                return;
            } catch (LinkException e) {
                failures.add(server + ": " + e.getMessage());
            }
        }
        throw new FailedException(String.join("; ", failures));
    }

    private void end(ConnectionOptions connection, String serverUri) throws LinkException, InterruptedException {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.compareTo(SHORTEST_ATTEMPT) < 0) {
            throw new LinkException(LinkException.Kind.UNREACHABLE, "no time left to ask");
        }
        LinkSettings settings = new LinkSettings(connection.answeringWithin(left), subscription, delivery);
        MqttLink.Request request =
                new MqttLink.Request(1, serverUri, MqttLink.Start.PASSING, 1, connection.version(), left);
        MqttLink link = settings.create(request, new BrokerCheck.Indifferent(), () -> {});
        try {
            link.connect();
            link.disconnect();
        } finally {
            link.close();
        }
    }
}
