// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What is subscribed to, and how.
 *
 * @param topicFilters as they were written, without the shared group
 * @param qos 0 or 1
 * @param sharedGroup the tasks of the group divide the messages among themselves
 */
public record SubscriptionOptions(
        List<String> topicFilters, int qos, RetainedMessages retained, Optional<String> sharedGroup) {
    public static final String TOPIC_FILTERS = "mqtt.topic.filters";
    public static final String QOS = "mqtt.qos";
    public static final String RETAINED = "mqtt.retained";
    public static final String SHARED_GROUP = "mqtt.shared.group";

    static ConfigDef define(ConfigDef def) {
        return def.define(TOPIC_FILTERS, LIST, NO_DEFAULT_VALUE, Checks.TOPIC_FILTERS, HIGH, """
                        MQTT topic filters to subscribe to, separated by commas: + is one level, # as the last level is\
                         everything below, for example Home/# or plant/+/temperature. Filters that overlap may bring\
                         a message twice.""")
                .define(QOS, INT, 1, Checks.QOS, HIGH, """
                        1: the broker keeps a message until Kafka has it. 0: it may be lost. Messages that were\
                         published at QoS 2 are delivered at QoS 1; 2 is refused, because the hand-over of QoS 2 cannot\
                         wait for Kafka.""")
                .define(RETAINED, STRING, "new_subscription_only", Checks.RETAINED, MEDIUM, """
                        The messages that the broker kept for new subscribers. new_subscription_only: they come once,\
                         when the broker meets the subscription, so that reconnections do not repeat old values.\
                         deliver: at every connection. ignore: not at all; those that come all the same are\
                         acknowledged and counted.""")
                .define(SHARED_GROUP, STRING, null, Checks.SHARED_GROUP, LOW, """
                        Subscribes to $share/<group>/<filter>: the broker divides the messages among all subscribers\
                         of the group, for example plant. Messages of one device may then change places, and no\
                         retained messages come. Needs a broker with shared subscriptions, which MQTT 3.1.1 does not\
                         promise. Default: none.""");
    }

    static SubscriptionOptions from(AbstractConfig config) {
        return new SubscriptionOptions(
                List.copyOf(config.getList(TOPIC_FILTERS)),
                config.getInt(QOS),
                Choices.choice(RetainedMessages.class, config.getString(RETAINED)),
                Optional.ofNullable(config.getString(SHARED_GROUP)));
    }

    /** The same for some of the filters. */
    SubscriptionOptions only(List<String> filters) {
        return new SubscriptionOptions(filters, qos, retained, sharedGroup);
    }

    /** What the broker is asked for, in the order of {@link #topicFilters}. */
    public List<String> subscriptions() {
        return sharedGroup
                .map(group -> topicFilters.stream()
                        .map(filter -> "$share/" + group + "/" + filter)
                        .toList())
                .orElse(topicFilters);
    }
}
