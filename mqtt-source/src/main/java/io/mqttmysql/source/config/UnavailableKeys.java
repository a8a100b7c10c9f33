// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * Keys that belong to this connector but do nothing yet. Ignored, they would promise what does not happen, so they are
 * refused.
 */
final class UnavailableKeys {
    /** What happens instead; a name that ends with a dot stands for all keys below it. */
    private static final Map<String, String> INSTEAD =
            Map.of("mqtt.ssl.", "the other keys of mqtt.ssl. have this effect");

    private UnavailableKeys() {}

    /** Those of the keys that are not available, each with the sentence that says so. */
    static Map<String, String> in(Map<String, String> properties) {
        Map<String, String> sentences = new TreeMap<>();
        properties.keySet().stream()
                .filter(key -> !MqttSourceConfig.DEFINITION.names().contains(key))
                .forEach(key -> INSTEAD.forEach((name, instead) -> {
                    if (key.equals(name) || name.endsWith(".") && key.startsWith(name)) {
                        sentences.put(key, key + " is not available in this version: " + instead + ". Remove the key.");
                    }
                }));
        return sentences;
    }
}
