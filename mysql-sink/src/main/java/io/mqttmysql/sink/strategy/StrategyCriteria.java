// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.kit.topic.TopicFilter;
import io.mqttmysql.sink.expression.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which records a strategy takes; all must hold.
 *
 * @param match topic filters, one of which must match; empty: any
 * @param topics original Kafka topics; empty: any
 * @param topicsRegex of the whole original Kafka topic; empty: any
 * @param when what must hold of the record itself; its terms about elements choose among the rows and not among the
 *     records
 */
public record StrategyCriteria(
        List<TopicFilter> match, Set<String> topics, Optional<Pattern> topicsRegex, Condition when) {
    public StrategyCriteria {
        match = List.copyOf(match);
        topics = Set.copyOf(topics);
    }

    /** The captures of the first filter that matches. */
    public Optional<Map<String, String>> match(String matchedTopic) {
        if (match.isEmpty()) {
            return Optional.of(Map.of());
        }
        for (TopicFilter filter : match) {
            Optional<Map<String, String>> captures = filter.match(matchedTopic);
            if (captures.isPresent()) {
                return captures;
            }
        }
        return Optional.empty();
    }

    boolean takesTopic(String originalTopic) {
        return (topics.isEmpty() || topics.contains(originalTopic))
                && (topicsRegex.isEmpty()
                        || topicsRegex.get().matcher(originalTopic).matches());
    }
}
