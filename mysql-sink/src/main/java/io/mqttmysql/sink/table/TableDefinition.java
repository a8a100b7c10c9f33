// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Column names compare without regard to case, as MySQL compares them. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }

    /** Whether the server itself keeps rows apart by exactly these columns, in whatever order. */
    public boolean isUniqueBy(List<String> names) {
        Set<String> wanted = lowerCase(names);
        return Stream.concat(Stream.of(primaryKey), uniqueIndexes.stream())
                .anyMatch(key -> lowerCase(key).equals(wanted));
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
