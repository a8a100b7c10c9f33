// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.mapping.RecordMapper;
import io.mqttmysql.source.session.SessionEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that the source offsets of a connector name. They are all that is known of them: where an offset is
 * forgotten, its session would stay at the broker, with a queue that nobody empties.
 */
final class KnownSessions {
    private static final Logger log = LoggerFactory.getLogger(KnownSessions.class);

    private KnownSessions() {}

    /**
     * Ends the session of each offset that is to be forgotten, its value being null (KIP-875). The tasks must have
     * stopped, which Connect sees to.
     *
     * @param limit for all together
     * @throws ConnectException when one is left; Connect then forgets no offset, so that it can be tried again
     */
    static void end(Map<String, String> configuration, Map<Map<String, ?>, Map<String, ?>> offsets, Duration limit) {
        List<String> clientIds = offsets.entrySet().stream()
                .filter(offset -> offset.getValue() == null)
                .map(offset -> offset.getKey() == null ? null : offset.getKey().get(RecordMapper.CLIENT_ID))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .sorted()
                .toList();
        if (!clientIds.isEmpty()) {
            endEach(clientIds, config(configuration), limit);
        }
    }

    private static MqttSourceConfig config(Map<String, String> configuration) {
        try {
            return MqttSourceConfig.parse(configuration);
        } catch (ConfigException e) {
            throw new ConnectException(
                    "The sessions at the MQTT broker cannot be ended with this configuration, and no offset was"
                            + " changed: " + e.getMessage(),
                    e);
        }
    }

    private static void endEach(Collection<String> clientIds, MqttSourceConfig config, Duration limit) {
        SessionEnd end = new SessionEnd(config.subscription(), config.delivery(), limit);
        List<String> ended = new ArrayList<>();
        for (String clientId : clientIds) {
            if (!config.isOwn(clientId)) {
                log.warn(
                        "{} - is not a client of this connector as it is configured now (mqtt.client.id): its session"
                                + " is left to expire",
                        clientId);
                continue;
            }
            try {
                end.of(config.connection(clientId));
                ended.add(clientId);
            } catch (SessionEnd.FailedException e) {
                throw new ConnectException(sentence(clientId, ended, e), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectException("Interrupted while the sessions at the MQTT broker were ended", e);
            }
        }
    }

    private static String sentence(String clientId, List<String> ended, SessionEnd.FailedException failure) {
        return "The session of the MQTT client '" + clientId + "' could not be ended (" + failure.getMessage()
                + "), so no offset was changed"
                + (ended.isEmpty() ? "" : "; the sessions of " + String.join(", ", ended) + " are ended")
                + ". Send the request again when the broker can be reached; a session that stays there expires as"
                + " mqtt.session.expiry.seconds and the broker's own configuration say.";
    }
}
