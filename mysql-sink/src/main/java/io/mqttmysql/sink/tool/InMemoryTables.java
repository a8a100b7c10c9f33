// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables without a server: some are given, others are as they would be made. */
public final class InMemoryTables implements TableCatalog {
    private final TableReader given;
    private final Map<TableId, TableDefinition> made = new HashMap<>();

    public InMemoryTables(TableReader given) {
        this.given = given;
    }

    @Override
    public Optional<TableDefinition> find(TableId id) throws SQLException {
        TableDefinition table = made.get(id);
        return table == null ? given.read(id) : Optional.of(table);
    }

    @Override
    public void create(TableDesign design) {
        made.put(design.id(), design.definition());
    }

    @Override
    public void addColumns(TableId id, List<ColumnDesign> added) throws SQLException {
        TableDefinition table = find(id).orElseThrow();
        List<Column> columns = new ArrayList<>(table.columns());
        added.forEach(column -> columns.add(column.column()));
        made.put(id, new TableDefinition(id, columns, table.primaryKey(), table.uniqueIndexes()));
    }

    @Override
    public void toDecimals(TableId id, String column) throws SQLException {
        made.put(id, find(id).orElseThrow().withDecimals(column));
    }
}
