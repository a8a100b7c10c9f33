// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * A connector's configuration: JSON as for Connect's REST API, with or without {@code name} and {@code config} around
 * it, or properties.
 */
record ConnectorFile(Map<String, String> settings) {
    private static final JsonReader JSON = new JsonReader(64, 16_777_216);

    static ConnectorFile read(Path file) throws IOException {
        String text = text(file);
        return new ConnectorFile(text.stripLeading().startsWith("{") ? json(file, text) : properties(file, text));
    }

    static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UsageProblem("there is no file " + file);
        } catch (CharacterCodingException e) {
            throw new UnusableInput(file + " is not text in UTF-8");
        }
    }

    static Map<?, ?> object(Path file, String text) {
        try {
            if (JSON.read(text) instanceof Map<?, ?> object) {
                return object;
            }
            throw new UnusableInput(file + " is not a JSON object");
        } catch (BadValue e) {
            throw new UnusableInput(file + ": " + e.getMessage().replace("the payload", "it"));
        }
    }

    private static Map<String, String> json(Path file, String text) {
        Map<?, ?> object = object(file, text);
        Map<?, ?> config = object.get("config") instanceof Map<?, ?> inner ? inner : object;
        Map<String, String> settings = new TreeMap<>();
        config.forEach((key, value) -> {
            if (value != null) {
                settings.put(String.valueOf(key), String.valueOf(value));
            }
        });
        return settings;
    }

    private static Map<String, String> properties(Path file, String text) throws IOException {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new UnusableInput(file + ": after \\u come four hexadecimal digits; a backslash itself is \\\\");
        }
        Map<String, String> settings = new TreeMap<>();
        read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
        return settings;
    }

    StrategyOptions strategies() {
        ConfigProblems problems = new ConfigProblems();
        return StrategyOptions.parse(settings, problems)
                .orElseThrow(() -> new UnusableInput("The strategies cannot be used:\n" + problems));
    }

    DeliveryOptions delivery() {
        try {
            return DeliveryOptions.from(new AbstractConfig(DeliveryOptions.define(new ConfigDef()), settings, false));
        } catch (ConfigException e) {
            throw new UnusableInput(e.getMessage());
        }
    }

    /** Who connects; empty where the file leaves that to a config provider, or does not say it. */
    Optional<String> user() {
        return Optional.ofNullable(settings.get(ConnectionOptions.USER))
                .filter(user -> !user.isBlank() && !user.contains("${"));
    }

    PayloadOptions payloads() {
        try {
            return PayloadOptions.from(new AbstractConfig(PayloadOptions.define(new ConfigDef()), settings, false));
        } catch (ConfigException e) {
            throw new UnusableInput(e.getMessage());
        }
    }
}
