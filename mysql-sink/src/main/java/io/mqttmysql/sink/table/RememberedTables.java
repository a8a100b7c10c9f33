// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Table definitions, remembered once read. A table that was not there is remembered only until {@link #forgetMissing},
 * so that one made by hand is found by the next delivery. Task thread only.
 */
public final class RememberedTables implements TableCatalog {
    private final TableReader reader;
    private final Map<TableId, Optional<TableDefinition>> tables = new HashMap<>();

    public RememberedTables(TableReader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<TableDefinition> find(TableId id) throws SQLException {
        Optional<TableDefinition> known = tables.get(id);
        if (known == null) {
            known = reader.read(id);
            tables.put(id, known);
        }
        return known;
    }

    public void forgetMissing() {
        tables.values().removeIf(Optional::isEmpty);
    }

    /** After a record did not fit into its table, which may have been altered since to take such records. */
    public void forget(String name) {
        tables.keySet().removeIf(id -> id.toString().equals(name));
    }

    /** After a failure that a table altered by hand may have caused. */
    public void forgetAll() {
        tables.clear();
    }
}
