// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.config.GroupedDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The configuration reference, written from what the connector declares. */
final class ConfigurationPage {
    private static final String HEAD = """
            # Configuration of the MQTT source

            Written from the connector's own declaration; do not edit. How routes, keys and guarantees work is told in
            [mqtt-source.md](mqtt-source.md). Secrets belong into the worker's environment or files and are referred to as
            `${env:NAME}` or `${file:/path:key}`: Connect's REST interface shows everything else to everybody.

            """;

    private static final String ROUTE = "Routes";

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        keysByGroup().forEach((group, keys) -> {
            page.append("## ").append(group).append("\n\n");
            keys.forEach(key -> append(page, key));
        });
        return page.toString().stripTrailing() + "\n";
    }

    private static Map<String, List<ConfigKey>> keysByGroup() {
        Map<String, List<ConfigKey>> groups = MqttSourceConfig.DEFINITION.configKeys().values().stream()
                .collect(Collectors.groupingBy(key -> key.group, LinkedHashMap::new, Collectors.toList()));
        ConfigDef route = new GroupedDefinition("")
                .group(ROUTE, def -> Route.define(def, "<name>"))
                .definition();
        groups.put(ROUTE, List.copyOf(route.configKeys().values()));
        groups.put(
                "Names of your own",
                List.copyOf(NamedValues.describe(new ConfigDef()).configKeys().values()));
        return groups;
    }

    private static void append(StringBuilder page, ConfigKey key) {
        page.append("### `").append(key.name).append("`\n\n");
        page.append(escaped(key.documentation)).append("\n\n");
        page.append("| type | default | valid values | importance |\n|---|---|---|---|\n");
        page.append("| %s | %s | %s | %s |\n\n"
                .formatted(
                        key.type.name().toLowerCase(Locale.ROOT),
                        defaultOf(key),
                        escaped(validValues(key)),
                        key.importance.name().toLowerCase(Locale.ROOT)));
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        if (key.defaultValue == null || key.defaultValue.equals(List.of())) {
            return "none";
        }
        return "`" + key.defaultValue + "`";
    }

    private static String validValues(ConfigKey key) {
        if (key.type == ConfigDef.Type.BOOLEAN) {
            return "true, false";
        }
        // Kafka writes a range as [1,...,5] or [1,...]
        return key.validator == null
                ? ""
                : key.validator
                        .toString()
                        .replaceAll("^\\[(\\d+),\\.\\.\\.,(\\d+)]$", "$1 to $2")
                        .replaceAll("^\\[(\\d+),\\.\\.\\.]$", "$1 or more");
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
