// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.mqttmysql.kit.topic.TopicFilter;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Where a message goes in Kafka, and what its record looks like.
 *
 * @param kafkaTopic for messages that no route takes
 * @param routes tried in order
 * @param ignoresRetained retained messages are skipped, should the broker send them all the same
 * @param wanted the topic filters of the connector: what matches none of them comes from an old subscription; empty
 *     where that cannot be told
 */
public record MappingOptions(
        String kafkaTopic,
        List<Route> routes,
        RecordKey key,
        EmptyPayload emptyPayload,
        boolean ignoresRetained,
        List<TopicFilter> wanted) {
    public static final String KAFKA_TOPIC = "kafka.topic";
    public static final String ROUTES = "routes";
    public static final String RECORD_KEY = "record.key";
    public static final String EMPTY_PAYLOAD = "mqtt.empty.payload";

    static ConfigDef define(ConfigDef def) {
        return def.define(KAFKA_TOPIC, STRING, NO_DEFAULT_VALUE, Checks.KAFKA_TOPIC, HIGH, """
                        The Kafka topic for all messages that no route takes, for example home. Names that begin with\
                         __ and the usual names of a worker's own topics are refused.""")
                .define(ROUTES, LIST, List.of(), Checks.ROUTE_NAMES, MEDIUM, """
                        Names of routes, separated by commas, for example temperatures,lights. The first route whose\
                         route.<name>.match fits a message decides its Kafka topic. Default: none, everything goes to\
                         kafka.topic.""")
                .define(RECORD_KEY, STRING, "mqtt.topic", Checks.RECORD_KEY, MEDIUM, """
                        The key of a record, which decides its partition. mqtt.topic: the MQTT topic, so that each\
                         device keeps its order. mqtt.topic[<n>]: one level of it, counted from 0, or from the end with\
                         -1. {capture}: what the route captured, for example {room}. none: no key and no order. Where\
                         the level or the capture is not there or empty, the key is the whole MQTT topic.""")
                .define(EMPTY_PAYLOAD, STRING, "deliver", Checks.EMPTY_PAYLOAD, LOW, """
                        A message without a payload. deliver: a record with an empty value, as it came. tombstone: a\
                         record with a null value, which deletes its key from a compacted topic. skip: no record; it\
                         is acknowledged and counted.""");
    }

    static MappingOptions from(AbstractConfig config) {
        return new MappingOptions(
                config.getString(KAFKA_TOPIC),
                Route.from(config),
                RecordKey.parse(config.getString(RECORD_KEY)),
                Choices.choice(EmptyPayload.class, config.getString(EMPTY_PAYLOAD)),
                SubscriptionOptions.from(config).retained() == RetainedMessages.IGNORE,
                wanted(SubscriptionOptions.from(config).topicFilters()));
    }

    /**
     * Brokers give filters that begin with $ meanings of their own ($queue/, $delayed/), so that the topics of what
     * comes need not match them: then nothing is left out.
     */
    private static List<TopicFilter> wanted(List<String> filters) {
        return filters.stream().anyMatch(filter -> filter.startsWith("$"))
                ? List.of()
                : filters.stream().map(TopicFilter::parse).toList();
    }
}
