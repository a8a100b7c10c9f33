// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.GroupedDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The configuration reference, written from what the connector declares. */
final class ConfigurationPage {
    static final String NAMES_OF_YOUR_OWN = "Names of your own";

    private static final String HEAD = """
            # Configuration of the MySQL sink

            Written from the connector's own declaration; do not edit. The language of the strategies is told in
            [strategies.md](strategies.md). Secrets belong into the worker's environment or files and are referred to as
            `${env:NAME}` or `${file:/path:key}`: Connect's REST interface shows everything else to everybody.

            With `strategies`, what the top level says of writing holds for all of them, and `strategy.<name>.<option>`
            says otherwise for one.

            """;

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        keysByGroup().forEach((group, keys) -> {
            page.append("## ").append(group).append("\n\n");
            keys.forEach(key -> append(page, key));
        });
        return page.toString().stripTrailing() + "\n";
    }

    static Map<String, List<ConfigKey>> keysByGroup() {
        Map<String, List<ConfigKey>> groups = MySqlSinkConfig.definition().configKeys().values().stream()
                .collect(Collectors.groupingBy(key -> key.group, LinkedHashMap::new, Collectors.toList()));
        ConfigDef own = new GroupedDefinition("")
                .group(NAMES_OF_YOUR_OWN, StrategyDefinitions::describe)
                .definition();
        groups.put(NAMES_OF_YOUR_OWN, new ArrayList<>(own.configKeys().values()));
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
        boolean isSecret = key.type == ConfigDef.Type.PASSWORD;
        if (key.defaultValue == null || isSecret || key.defaultValue.toString().isEmpty()) {
            return "none";
        }
        boolean isText = key.defaultValue.toString().contains(" ");
        return isText ? key.defaultValue.toString() : "`" + key.defaultValue + "`";
    }

    private static String validValues(ConfigKey key) {
        if (key.type == ConfigDef.Type.BOOLEAN) {
            return "true, false";
        }
        if (key.validator == null) {
            return "";
        }
        String values = key.validator.toString();
        if (values.startsWith("(case insensitive) [")) {
            String words = Stream.of(values.substring(values.indexOf('[') + 1, values.length() - 1)
                            .split(", "))
                    .sorted()
                    .collect(Collectors.joining(", "));
            boolean isSmall = key.defaultValue.toString().matches("[a-z_]+");
            return isSmall ? words.toLowerCase(Locale.ROOT) : words;
        }
        // Kafka writes a range as [1,...,5] or [1,...]
        return values.replaceAll("^\\[([-.\\d]+),\\.\\.\\.,([.\\d]+)]$", "$1 to $2")
                .replaceAll("^\\[([-\\d]+),\\.\\.\\.]$", "$1 or more");
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
