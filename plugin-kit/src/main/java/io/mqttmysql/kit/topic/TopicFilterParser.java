// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.topic;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.kit.topic.TopicFilter.Exactly;
import io.mqttmysql.kit.topic.TopicFilter.Level;
import io.mqttmysql.kit.topic.TopicFilter.One;
import io.mqttmysql.kit.topic.TopicFilter.Rest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a topic filter level by level and says what to write where one is wrong. */
final class TopicFilterParser {
    /** MQTT 5 section 1.5.4: the length prefix of a string has two bytes. */
    private static final int MAX_BYTES = 65_535;

    private static final Pattern CAPTURE = Pattern.compile("\\{[A-Za-z0-9_-]+}");
    private static final Pattern REST_CAPTURE = Pattern.compile("\\{[A-Za-z0-9_-]+#}");

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
                throw problem("'" + texts[i] + "' must be the whole last level; write + for one level");
            }
            if (!level.capture().isEmpty() && !captures.add(level.capture())) {
                throw problem("the capture {" + level.capture() + "} is listed twice; give the second another name");
            }
            levels.add(level);
        }
        return levels;
    }

    private void requireReadable() {
        if (filter.isEmpty()) {
            throw new InvalidTopicFilter("a topic filter is empty; write for example Home/#, or # for all");
        }
        if (filter.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidTopicFilter("a topic filter is longer than " + MAX_BYTES + " bytes");
        }
        if (filter.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(filter)) {
            throw new InvalidTopicFilter("a topic filter contains a control character or half a character; remove it");
        }
        if (filter.startsWith("$share/") || filter.equals("$share")) {
            throw problem("a shared subscription is made with the MQTT source's mqtt.shared.group; write the filter"
                    + " without $share/<group>/");
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
        if (CAPTURE.matcher(text).matches()) {
            return new One(text.substring(1, text.length() - 1));
        }
        if (REST_CAPTURE.matcher(text).matches()) {
            return new Rest(text.substring(1, text.length() - 2));
        }
        throw problem("'" + text + "' is not a capture; a capture takes a whole level and is written {name}, or {name#}"
                + " at the end, with letters, digits, '_' and '-'");
    }

    private Level exactly(String text) {
        if (text.indexOf('+') >= 0 || text.indexOf('#') >= 0) {
            throw problem("a wildcard stands beside other characters in '" + text + "'; + and # take a whole level");
        }
        return new Exactly(text);
    }

    private InvalidTopicFilter problem(String text) {
        return new InvalidTopicFilter("in '" + ReadableText.of(filter) + "' " + text);
    }
}
