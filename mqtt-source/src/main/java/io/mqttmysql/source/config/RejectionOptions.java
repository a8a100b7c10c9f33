// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What cannot be handed to Kafka, and what becomes of it.
 *
 * @param kafkaTopic where a stub record tells of a rejected message
 * @param maxRecordBytes the largest record that Kafka's producer takes, as it counts
 */
public record RejectionOptions(OnRejection onRejection, Optional<String> kafkaTopic, long maxRecordBytes) {
    public static final String REJECTED = "mqtt.rejected";
    public static final String REJECTED_TOPIC = "mqtt.rejected.topic";

    /** Reaches the producer of this connector, unless the worker forbids overrides. */
    static final String MAX_REQUEST_SIZE = "producer.override.max.request.size";

    /** The producer's default, in bytes. */
    static final long DEFAULT_MAX_REQUEST_SIZE = 1_048_576;

    static ConfigDef define(ConfigDef def) {
        return def.define(REJECTED, STRING, "skip", Checks.ON_REJECTION, MEDIUM, """
                        A message that cannot be handed to Kafka: too large, or with a topic that is not text. skip: it\
                         is acknowledged in order, counted by reason and logged without its payload, because the broker\
                         would send it again and again. fail: the task stops, and the message stays with the broker.""")
                .define(REJECTED_TOPIC, STRING, null, Checks.KAFKA_TOPIC, LOW, """
                        A Kafka topic for a stub record of each rejected message, for example home-rejected: its topic\
                         as key, no payload, the headers mqtt.topic, mqtt.rejected.reason and mqtt.rejected.bytes. The\
                         message is acknowledged when Kafka has the stub. Default: none.""");
    }

    static RejectionOptions from(AbstractConfig config) {
        return new RejectionOptions(
                Choices.choice(OnRejection.class, config.getString(REJECTED)),
                Optional.ofNullable(config.getString(REJECTED_TOPIC)),
                maxRequestSize(config.originalsStrings()));
    }

    /** What the producer takes, as far as the connector's own configuration says. */
    static long maxRequestSize(Map<String, String> properties) {
        try {
            return Long.parseLong(properties.getOrDefault(MAX_REQUEST_SIZE, "").trim());
        } catch (NumberFormatException e) {
            return DEFAULT_MAX_REQUEST_SIZE; // not set, or wrong: then Connect refuses it
        }
    }
}
