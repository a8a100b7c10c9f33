// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The configuration reference, written from what the connector declares. */
public final class ConfigurationPage {
    private final String head;
    private final Map<String, List<ConfigKey>> groups;

    /**
     * A page of the keys that a connector declares.
     *
     * @param head in Markdown, what comes before the keys
     */
    public ConfigurationPage(String head, ConfigDef declared) {
        this.head = head;
        this.groups = declared.configKeys().values().stream()
                .collect(Collectors.groupingBy(key -> key.group, LinkedHashMap::new, Collectors.toList()));
    }

    /** Adds a group that the connector declares only for names of the user's own. */
    public ConfigurationPage with(String group, ConfigDef declared) {
        groups.put(group, List.copyOf(declared.configKeys().values()));
        return this;
    }

    public Map<String, List<ConfigKey>> keysByGroup() {
        return groups;
    }

    /** The page, in Markdown. */
    public String text() {
        StringBuilder page = new StringBuilder(head).append('\n');
        groups.forEach((group, keys) -> {
            page.append("## ").append(group).append("\n\n");
            keys.forEach(key -> append(page, key));
        });
        return page.toString().stripTrailing() + "\n";
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
        boolean isEmpty = List.of("", "[]").contains(String.valueOf(key.defaultValue));
        if (key.defaultValue == null || isSecret || isEmpty) {
            return "none";
        }
        boolean isText =
                key.type == ConfigDef.Type.STRING && key.defaultValue.toString().contains(" ");
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
            boolean isSmall = String.valueOf(key.defaultValue).matches("[a-z_]+");
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
