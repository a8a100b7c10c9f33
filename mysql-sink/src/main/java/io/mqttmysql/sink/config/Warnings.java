// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is legal, but probably not meant. Each is a sentence that names the keys and the way out. */
public final class Warnings {
    private static final String VALUE_CONVERTER = "value.converter";
    private static final String SCHEMAS = "value.converter.schemas.enable";

    private final Map<String, String> settings;
    private final List<String> sentences = new ArrayList<>();

    private Warnings(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Of a configuration without errors. */
    public static List<String> of(Map<String, String> settings) {
        Warnings warnings = new Warnings(settings);
        warnings.aboutMissingConverters();
        warnings.aboutJsonEnvelopes();
        warnings.aboutReasons();
        return warnings.sentences;
    }

    private void aboutMissingConverters() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        wanted.put(VALUE_CONVERTER, "org.apache.kafka.connect.converters.ByteArrayConverter");
        wanted.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        List<String> lines = new ArrayList<>();
        wanted.forEach((key, converter) -> {
            if (!settings.containsKey(key)) {
                lines.add(key + "=" + converter);
            }
        });
        if (!lines.isEmpty()) {
            sentences.add("without converters of its own this connector uses the worker's, which usually expect JSON in"
                    + " an envelope and turn the header 007 into 7; for records of the MQTT source add: "
                    + String.join(" ", lines));
        }
    }

    private void aboutJsonEnvelopes() {
        String converter = settings.getOrDefault(VALUE_CONVERTER, "");
        boolean isJson = converter.equals("JsonConverter") || converter.endsWith(".JsonConverter");
        if (isJson && !settings.containsKey(SCHEMAS)) {
            sentences.add("value.converter is JsonConverter, and " + SCHEMAS
                    + " is not set: its default, true, takes only"
                    + " JSON with \"schema\" and \"payload\" in it and makes a dead letter of all else; set " + SCHEMAS
                    + "=false for plain JSON");
        }
    }

    private void aboutReasons() {
        if (ErrorOptions.reasonsGetLost(settings)) {
            sentences.add("dead letters go out without their reason; set " + ErrorOptions.CONTEXT_HEADERS
                    + "=true to keep it");
        }
    }
}
