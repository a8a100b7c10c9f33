// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.mqttmysql.kit.topic.TopicFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Messages whose topic matches one of the filters go to one Kafka topic. The keys of a route carry its name. */
public record Route(String name, List<TopicFilter> filters, String kafkaTopic) {
    static final String PREFIX = "route.";
    static final String MATCH = ".match";
    static final String KAFKA_TOPIC = ".kafka.topic";
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    static ConfigDef define(ConfigDef def, String name) {
        return def.define(matchKey(name), LIST, NO_DEFAULT_VALUE, Checks.ROUTE_FILTERS, MEDIUM, """
                        The messages of this route: topic filters, separated by commas. A level may have a name:\
                         {room} is a +, {rest#} as the last level is a #. Example: Home/{room}/{device}/temperature.\
                         Nothing is subscribed by it; mqtt.topic.filters decides what comes.""")
                .define(topicKey(name), STRING, NO_DEFAULT_VALUE, Checks.KAFKA_TOPIC, MEDIUM, """
                        The Kafka topic of this route, a fixed name, for example temperatures.""");
    }

    static String matchKey(String name) {
        return PREFIX + name + MATCH;
    }

    static String topicKey(String name) {
        return PREFIX + name + KAFKA_TOPIC;
    }

    /** The names in {@code routes} that can be read, in their order. */
    static List<String> names(Map<String, String> properties) {
        return Arrays.stream(properties.getOrDefault(MappingOptions.ROUTES, "").split(","))
                .map(String::trim)
                .filter(name -> NAME.matcher(name).matches())
                .distinct()
                .toList();
    }

    static List<Route> from(AbstractConfig config) {
        return config.getList(MappingOptions.ROUTES).stream()
                .map(name -> new Route(
                        name,
                        config.getList(matchKey(name)).stream()
                                .map(TopicFilter::parse)
                                .toList(),
                        config.getString(topicKey(name))))
                .toList();
    }

    /** The captures when one of the filters matches; empty when none does. */
    public Optional<Map<String, String>> match(String topic) {
        return filters.stream()
                .map(filter -> filter.match(topic))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
