// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keys below {@code mqtt.} that nobody reads: almost always a slip of the pen. */
public final class UnknownKeys {
    private static final String PREFIX = "mqtt.";
    private static final int CLOSE = 2;

    private UnknownKeys() {}

    /** Unknown keys that are within two letters of a known one, with that one. */
    static Map<String, String> misspelled(Map<String, String> properties) {
        Map<String, String> misspelled = new TreeMap<>();
        unknown(properties).forEach(key -> closest(key).ifPresent(meant -> misspelled.put(key, meant)));
        return misspelled;
    }

    /** Unknown keys that resemble nothing: ignored, with a warning. */
    public static List<String> ignored(Map<String, String> properties) {
        return unknown(properties).stream()
                .filter(key -> closest(key).isEmpty())
                .toList();
    }

    private static List<String> unknown(Map<String, String> properties) {
        Set<String> known = MqttSourceConfig.DEFINITION.names();
        return properties.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !known.contains(key) && !NamedValues.isKey(key))
                .sorted()
                .toList();
    }

    private static Optional<String> closest(String key) {
        return MqttSourceConfig.DEFINITION.names().stream()
                .filter(name -> distance(key, name) <= CLOSE)
                .findFirst();
    }

    /** Letters to insert, delete or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
