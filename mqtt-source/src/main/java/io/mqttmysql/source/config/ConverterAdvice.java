// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.config.ConfigProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The converters that keep a record as it came. A worker's usual defaults turn payloads into JSON envelopes and a
 * header 007 into the number 7.
 */
public final class ConverterAdvice {
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final Map<String, String> WANTED = wanted();

    private ConverterAdvice() {}

    /** The lines to add to a connector's configuration; empty when every converter was chosen. */
    public static List<String> missingLines(Map<String, String> properties) {
        List<String> lines = new ArrayList<>();
        WANTED.forEach((key, converter) -> {
            if (!properties.containsKey(key)) {
                lines.add(key + "=" + converter);
            }
        });
        return lines;
    }

    /**
     * Converters that ruin every record, on their key. Where a transformation stands between, it may have made
     * something else of the record.
     */
    static void check(Map<String, String> properties, ConfigProblems problems) {
        if (properties.getOrDefault("transforms", "").isBlank()) {
            if (isSimply("StringConverter", properties.get("value.converter"))) {
                problems.add(
                        "value.converter",
                        properties.get("value.converter"),
                        "it writes the address of the payload in memory ([B@...) instead of the payload; write " + BYTES
                                + ", which leaves text as it is");
            }
            if (isSimply("ByteArrayConverter", properties.get("key.converter"))) {
                problems.add(
                        "key.converter",
                        properties.get("key.converter"),
                        "it refuses the text that keys are; write " + STRING);
            }
        }
    }

    /** The sentence about a converter that keeps the payload, but not as it came. */
    static Optional<String> warning(Map<String, String> properties) {
        return isSimply("JsonConverter", properties.get("value.converter"))
                        && properties.getOrDefault("transforms", "").isBlank()
                ? Optional.of("value.converter is JsonConverter, which writes payloads as base64 text in quotes, with"
                        + " value.converter.schemas.enable=true (its default) in an envelope too; write " + BYTES
                        + " to have them as they came")
                : Optional.empty();
    }

    /** By its whole name or, as Connect allows, by its simple one. */
    private static boolean isSimply(String name, String converter) {
        return converter != null && (converter.equals(name) || converter.endsWith("." + name));
    }

    private static Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("key.converter", STRING);
        wanted.put("value.converter", BYTES);
        wanted.put("header.converter", STRING);
        return wanted;
    }
}
