// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks the server what a table is. */
@FunctionalInterface
public interface TableReader {
    /** The definition, or empty where there is no such table or this user may not see it. */
    Optional<TableDefinition> read(TableId id) throws SQLException;

    /** The same for many; those that are not there are missing in the answer. */
    default Map<TableId, TableDefinition> readAll(Collection<TableId> ids) throws SQLException {
        Map<TableId, TableDefinition> tables = new HashMap<>();
        for (TableId id : ids) {
            read(id).ifPresent(table -> tables.put(id, table));
        }
        return tables;
    }
}
