// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * Puts the keys of a stage into a group, in the order in which the stage defines them, and gives them the names under
 * which a user interface shows them. The stages need not care.
 */
final class GroupedDefinition {
    private final ConfigDef grouped = new ConfigDef();

    GroupedDefinition group(String name, UnaryOperator<ConfigDef> define) {
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

    ConfigDef definition() {
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
    private static String displayName(String key) {
        String words = key.replace('.', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
