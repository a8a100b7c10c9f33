// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;

import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What is subscribed to, and at which quality of service (0 or 1). */
public record SubscriptionOptions(List<String> topicFilters, int qos) {
    public static final String TOPIC_FILTERS = "mqtt.topic.filters";
    public static final String QOS = "mqtt.qos";

    static ConfigDef define(ConfigDef def) {
        return def.define(TOPIC_FILTERS, LIST, NO_DEFAULT_VALUE, Checks.TOPIC_FILTERS, HIGH, """
                        MQTT topic filters to subscribe to, separated by commas: + is one level, # as the last level is\
                         everything below, for example Home/# or plant/+/temperature.""")
                .define(QOS, INT, 1, Checks.QOS, HIGH, """
                        1: the broker keeps a message until Kafka has it. 0: it may be lost. Messages that were\
                         published at QoS 2 are delivered at QoS 1.""");
    }

    static SubscriptionOptions from(AbstractConfig config) {
        return new SubscriptionOptions(List.copyOf(config.getList(TOPIC_FILTERS)), config.getInt(QOS));
    }
}
