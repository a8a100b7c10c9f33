// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.InvalidExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An MQTT topic filter with captures: {@code {name}} is a named {@code +}, {@code {name#}} a named {@code #}.
 *
 * <p>Matches as MQTT 5.0 §4.7 says: {@code #} also matches the parent level, a leading wildcard does not match topics
 * that begin with {@code $}, levels may be empty. Immutable. Any thread.
 *
 * @param text as it was written
 */
public record TopicFilter(String text, List<Level> levels) {
    /** What one level of a topic must be. */
    sealed interface Level {
        /** The name under which the level is captured; empty where it is not. */
        default String capture() {
            return "";
        }
    }

    /** Exactly this text. */
    record Exactly(String level) implements Level {}

    /** {@code +} or {@code {name}}. */
    record One(String capture) implements Level {}

    /** {@code #} or {@code {name#}}: the rest, which may be nothing. */
    record Rest(String capture) implements Level {}

    public TopicFilter {
        levels = List.copyOf(levels);
    }

    /**
     * @throws InvalidExpression when the text is not a topic filter; the message says what to write
     */
    public static TopicFilter parse(String text) {
        return new TopicFilter(text, TopicFilterParser.levels(text));
    }

    public List<String> captures() {
        return levels.stream()
                .map(Level::capture)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toList());
    }

    /** The captured levels by name when the topic matches; empty when it does not. */
    public Optional<Map<String, String>> match(String topic) {
        if (topic.startsWith("$") && !(levels.get(0) instanceof Exactly)) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>(levels.size());
        return matches(topic, values) ? Optional.of(captured(values)) : Optional.empty();
    }

    /** Fills {@code values} with one text for each level of the filter. */
    private boolean matches(String topic, List<String> values) {
        int start = 0; // beyond the topic's end: no level is left
        for (Level level : levels) {
            if (level instanceof Rest) {
                return values.add(start <= topic.length() ? topic.substring(start) : "");
            }
            if (start > topic.length()) {
                return false;
            }
            int slash = topic.indexOf('/', start);
            int end = slash < 0 ? topic.length() : slash;
            if (level instanceof Exactly exactly && !isExactly(topic, start, end, exactly.level())) {
                return false;
            }
            values.add(topic.substring(start, end));
            start = end + 1;
        }
        return start > topic.length();
    }

    private static boolean isExactly(String topic, int start, int end, String level) {
        return end - start == level.length() && topic.startsWith(level, start);
    }

    private Map<String, String> captured(List<String> values) {
        Map<String, String> captured = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!levels.get(i).capture().isEmpty()) {
                captured.put(levels.get(i).capture(), values.get(i));
            }
        }
        return Map.copyOf(captured);
    }

    @Override
    public String toString() {
        return text;
    }
}
