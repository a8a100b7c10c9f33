// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.config;

import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * Puts the keys of a stage into a group, in the order in which the stage defines them, and gives them the names under
 * which a user interface shows them. The stages need not care.
 */
public final class GroupedDefinition {
    private final ConfigDef grouped = new ConfigDef();
    private final String prefix;

    /** @param prefix of keys that their shown names do without; may be empty */
    public GroupedDefinition(String prefix) {
        this.prefix = prefix;
    }

    /** Adds a group with the keys that {@code define} adds to a definition. */
    public GroupedDefinition group(String name, UnaryOperator<ConfigDef> define) {
        int order = 1;
        for (ConfigKey key : define.apply(new ConfigDef()).configKeys().values()) {
            grouped.define(
                    key.name,
                    key.type,
                    key.defaultValue,
                    key.validator,
                    key.importance,
                    key.documentation.replace('\n', ' '),
                    name,
                    order++,
                    width(key.type),
                    displayName(key.name),
                    key.recommender);
        }
        return this;
    }

    public ConfigDef definition() {
        return grouped;
    }

    private static Width width(Type type) {
        return switch (type) {
            case LIST -> Width.LONG;
            case STRING, PASSWORD, CLASS -> Width.MEDIUM;
            default -> Width.SHORT;
        };
    }

    /** {@code connection.ssl.mode} is shown as "Connection ssl mode". */
    private String displayName(String key) {
        String words = (key.startsWith(prefix) ? key.substring(prefix.length()) : key).replace('.', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
