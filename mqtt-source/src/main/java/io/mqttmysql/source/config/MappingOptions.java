// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Where a message goes in Kafka. */
public record MappingOptions(String kafkaTopic) {
    public static final String KAFKA_TOPIC = "kafka.topic";

    static ConfigDef define(ConfigDef def) {
        return def.define(KAFKA_TOPIC, STRING, NO_DEFAULT_VALUE, Checks.KAFKA_TOPIC, HIGH, """
                The Kafka topic for all messages. The MQTT topic becomes the record's key and the header mqtt.topic.""");
    }

    static MappingOptions from(AbstractConfig config) {
        return new MappingOptions(config.getString(KAFKA_TOPIC));
    }
}
