// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.List;
import java.util.Optional;

/** What the server says a table is: its columns in order and the names of its primary key. */
public record TableDefinition(TableId id, List<Column> columns, List<String> primaryKey) {
    public TableDefinition {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** Column names compare without regard to case, as MySQL compares them. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }
}
