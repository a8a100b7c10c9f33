// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An MQTT topic filter with captures: {@code {name}} is a named {@code +}, {@code {name#}} a named {@code #}.
 *
 * <p>Matches as MQTT 5 section 4.7 says: {@code #} also matches the parent level, a leading wildcard does not match
 * topics that begin with {@code $}, levels may be empty. Immutable. Any thread.
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

    /** @throws InvalidTopicFilter when the text is not a topic filter; the message says what to write */
    public static TopicFilter parse(String text) {
        return new TopicFilter(text, TopicFilterParser.levels(text));
    }

    /** Says in words what is wrong with the text, and nothing when it is a topic filter. */
    public static Optional<String> problem(String filter) {
        try {
            parse(filter);
            return Optional.empty();
        } catch (InvalidTopicFilter e) {
            return Optional.of(e.getMessage());
        }
    }

    public List<String> captures() {
        return levels.stream()
                .map(Level::capture)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** True where a topic exists that both filters match. */
    public boolean overlaps(TopicFilter other) {
        if ((startsWithDollar() && other.startsWithWildcard()) || (startsWithWildcard() && other.startsWithDollar())) {
            return false;
        }
        int common = Math.min(levels.size(), other.levels.size());
        for (int i = 0; i < common; i++) {
            Level mine = levels.get(i);
            Level theirs = other.levels.get(i);
            if (mine instanceof Rest || theirs instanceof Rest) {
                return true;
            }
            if (mine instanceof Exactly && theirs instanceof Exactly && !mine.equals(theirs)) {
                return false;
            }
        }
        return levels.size() == other.levels.size() || endsAbove(common) || other.endsAbove(common);
    }

    /** The level after these is the last one and may be nothing. */
    private boolean endsAbove(int count) {
        return levels.size() == count + 1 && levels.get(count) instanceof Rest;
    }

    private boolean startsWithDollar() {
        return levels.get(0) instanceof Exactly first && first.level().startsWith("$");
    }

    private boolean startsWithWildcard() {
        return !(levels.get(0) instanceof Exactly);
    }

    /** The captured levels by name when the topic matches; empty when it does not. */
    public Optional<Map<String, String>> match(String topic) {
        if (topic.startsWith("$") && startsWithWildcard()) {
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
