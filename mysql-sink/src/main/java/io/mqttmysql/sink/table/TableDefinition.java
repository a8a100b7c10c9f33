// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the server says a table is: its columns in order, the names of its primary key, and those of its other unique
 * indexes.
 */
public record TableDefinition(
        TableId id, List<Column> columns, List<String> primaryKey, List<List<String>> uniqueIndexes) {
    public TableDefinition {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueIndexes = List.copyOf(uniqueIndexes);
    }

    /** Names compare as the server compares them. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> ColumnName.areSame(c.name(), name)).findFirst();
    }

    /** Whether the server itself keeps rows apart by exactly these columns, in whatever order. */
    public boolean isUniqueBy(List<String> names) {
        Set<String> wanted = ColumnName.folded(names);
        return Stream.concat(Stream.of(primaryKey), uniqueIndexes.stream())
                .anyMatch(key -> ColumnName.folded(key).equals(wanted));
    }
}
