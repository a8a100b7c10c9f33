// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private static Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("key.converter", STRING);
        wanted.put("value.converter", BYTES);
        wanted.put("header.converter", STRING);
        return wanted;
    }
}
