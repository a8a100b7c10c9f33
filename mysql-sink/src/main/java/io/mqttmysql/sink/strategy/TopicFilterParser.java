// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.InvalidExpression;
import io.mqttmysql.sink.strategy.TopicFilter.Exactly;
import io.mqttmysql.sink.strategy.TopicFilter.Level;
import io.mqttmysql.sink.strategy.TopicFilter.One;
import io.mqttmysql.sink.strategy.TopicFilter.Rest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a topic filter level by level and says what to write where one is wrong. */
final class TopicFilterParser {
    /** MQTT 5.0 §1.5.4: a string has at most this many bytes. */
    private static final int MAX_BYTES = 65_535;

    private final String filter;
    private final Set<String> captures = new HashSet<>();

    private TopicFilterParser(String filter) {
        this.filter = filter;
    }

    static List<Level> levels(String filter) {
        return new TopicFilterParser(filter).levels();
    }

    private List<Level> levels() {
        requireReadable();
        String[] texts = filter.split("/", -1);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            Level level = level(texts[i]);
            if (level instanceof Rest && i < texts.length - 1) {
                throw new InvalidExpression("topic filter '" + filter + "': '" + texts[i]
                        + "' matches all that follows and must stand last; write + for one level");
            }
            if (!level.capture().isEmpty() && !captures.add(level.capture())) {
                throw new InvalidExpression("topic filter '" + filter + "': the capture {" + level.capture()
                        + "} is listed twice; give the second another name");
            }
            levels.add(level);
        }
        return levels;
    }

    private void requireReadable() {
        if (filter.isEmpty()) {
            throw new InvalidExpression(
                    "a topic filter is empty; write for example Home/{room}/temperature, or # for all");
        }
        if (filter.startsWith("$share/")) {
            throw new InvalidExpression("topic filter '" + filter
                    + "': a shared subscription belongs to the MQTT source; write the filter without $share/<group>/");
        }
        if (filter.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new InvalidExpression("a topic filter has a control character; remove it");
        }
        if (filter.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidExpression("a topic filter is longer than MQTT's limit of " + MAX_BYTES + " bytes");
        }
    }

    private Level level(String text) {
        if (text.equals("+")) {
            return new One("");
        }
        if (text.equals("#")) {
            return new Rest("");
        }
        if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
            return exactly(text);
        }
        if (text.matches("\\{[A-Za-z0-9_-]+}")) {
            return new One(text.substring(1, text.length() - 1));
        }
        if (text.matches("\\{[A-Za-z0-9_-]+#}")) {
            return new Rest(text.substring(1, text.length() - 2));
        }
        throw new InvalidExpression("topic filter '" + filter + "': '" + text
                + "' is not a capture; a capture takes a whole level and is written {name}, or {name#} at the end, "
                + "with letters, digits, '_' and '-'");
    }

    private Level exactly(String text) {
        if (text.indexOf('+') >= 0 || text.indexOf('#') >= 0) {
            throw new InvalidExpression("topic filter '" + filter + "': in '" + text
                    + "' a wildcard stands beside other characters; + and # take a whole level");
        }
        return new Exactly(text);
    }
}
