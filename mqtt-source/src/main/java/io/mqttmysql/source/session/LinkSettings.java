// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.kit.secret.PasswordFileException;
import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.Credentials;
import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.config.SubscriptionOptions;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.session.terms.BrokerTerms;
import io.mqttmysql.source.session.terms.TermsLog;
import io.mqttmysql.source.session.transport.GuardRules;
import io.mqttmysql.source.session.transport.LinkSockets;
import java.time.Duration;
import java.util.Optional;

/** What all links of a task have in common, and which kind it needs. */
public record LinkSettings(ConnectionOptions connection, SubscriptionOptions subscription, DeliveryOptions delivery)
        implements MqttLink.Factory {

    @Override
    public MqttLink create(MqttLink.Request request, Inbox inbox, Runnable onChange) {
        LinkEvents events = new LinkEvents(request, inbox, onChange);
        return connection.version() == ProtocolVersion.MQTT_5
                ? new Mqtt5Link(this, request, events)
                : new Mqtt3Link(this, request, events);
    }

    /** The way to the server of this link. */
    LinkSockets sockets(MqttLink.Request request, LinkEvents events, GuardRules.Parser parser) {
        int turn = request.epoch() / connection.serverUris().size(); // each server is asked at every so many epochs
        return new LinkSockets(
                request.serverUri(),
                turn,
                connection,
                new GuardRules(
                        request.version(),
                        delivery.maxPacketBytes(),
                        (int) keepAlive().toSeconds(),
                        events.placeholders(),
                        parser));
    }

    /** MQTT 3.1.1 has no words for how long the broker keeps a session. */
    TermsLog termsLog() {
        long asked = connection.version() == ProtocolVersion.MQTT_5
                ? connection.session().expirySeconds()
                : BrokerTerms.AS_ASKED;
        return new TermsLog(clientId(), asked, subscription.retained());
    }

    String clientId() {
        return connection.session().clientId();
    }

    /** For one connection. A file that gives none keeps the task waiting, as an absent broker does. */
    Optional<String> password() throws LinkException {
        Optional<Credentials> credentials = connection.session().credentials();
        try {
            return credentials.isPresent() ? credentials.get().password() : Optional.empty();
        } catch (PasswordFileException e) {
            throw new LinkException(
                    LinkException.Kind.UNREACHABLE, ConnectionOptions.PASSWORD_FILE + ": " + e.getMessage());
        }
    }

    Duration keepAlive() {
        return connection.times().keepAlive();
    }

    /** Paho counts in seconds, and 0 means forever. It is not what bounds an attempt: that is our own wait. */
    int connectTimeoutSeconds() {
        return (int) Math.max(1, (connection.times().connectTimeout().toMillis() + 999) / 1000);
    }
}
