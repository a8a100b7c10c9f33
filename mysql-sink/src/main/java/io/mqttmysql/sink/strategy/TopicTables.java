// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.value.BadValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code topics.to.tables.mapping} of the Aiven JDBC sink: a table for each Kafka topic.
 *
 * @param tables by the topic after transformations; fixed names
 */
public record TopicTables(String text, Map<String, TableTemplate> tables) implements TableNaming {
    public TopicTables {
        tables = Map.copyOf(tables);
    }

    /**
     * @param entries each {@code topic:table}
     * @throws InvalidExpression when one of them is not that
     */
    public static TopicTables parse(String text, List<String> entries) {
        Map<String, TableTemplate> tables = new HashMap<>();
        for (String entry : entries) {
            int colon = entry.indexOf(':');
            String topic = entry.substring(0, Math.max(0, colon)).strip();
            TableTemplate table = TableTemplate.parse(entry.substring(colon + 1).strip());
            if (topic.isEmpty() || !table.isFixed()) {
                throw new InvalidExpression("'" + entry + "' is not of the form topic:table");
            }
            if (tables.put(topic, table) != null) {
                throw new InvalidExpression("the topic '" + topic + "' is listed twice; remove one");
            }
        }
        return new TopicTables(text, tables);
    }

    @Override
    public boolean isFixed() {
        return false;
    }

    @Override
    public boolean isNamedByConfiguration() {
        return true;
    }

    @Override
    public List<String> captures() {
        return List.of();
    }

    @Override
    public boolean schemaHasCaptures() {
        return false;
    }

    @Override
    public TableId render(String kafkaTopic, Map<String, String> captures) {
        return Optional.ofNullable(tables.get(kafkaTopic))
                .orElseThrow(() -> new BadValue("topics.to.tables.mapping has no table for its topic"))
                .render(kafkaTopic, captures);
    }

    @Override
    public String toString() {
        return text;
    }
}
