// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableRefused;
import io.mqttmysql.sink.tool.SqlScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server's tables for tests, from CREATE TABLE statements. */
public final class Tables implements TableCatalog {
    private final Map<TableId, TableDefinition> tables = new HashMap<>();
    private final List<String> made = new ArrayList<>();
    private Optional<TableRefused> refusal = Optional.empty();

    public static Tables of(String... statements) {
        Tables tables = new Tables();
        for (String statement : statements) {
            tables.create(statement);
        }
        return tables;
    }

    /** A column alone, for example {@code DECIMAL(5,2) NOT NULL}. */
    public static Column column(String declaration) {
        return ColumnDeclaration.column("c", declaration, "");
    }

    /** Makes or replaces tables. */
    public void create(String script) {
        List<TableDefinition> created = SqlScript.read(script).tables();
        if (created.isEmpty()) {
            throw new IllegalArgumentException(script);
        }
        created.forEach(table -> tables.put(table.id(), table));
    }

    /** From now on no column changes its type. */
    public void refuse(TableRefused reason) {
        refusal = Optional.of(reason);
    }

    @Override
    public void create(TableDesign design) {
        made.add(design.createTable());
        tables.put(design.id(), design.definition());
    }

    @Override
    public void addColumns(TableId id, List<ColumnDesign> columns) {
        made.add(TableDesign.addColumns(id, columns, ColumnDesign.KEY_COLLATION));
        TableDefinition known = tables.get(id);
        List<Column> all = new ArrayList<>(known.columns());
        columns.forEach(column -> all.add(column.column()));
        tables.put(id, new TableDefinition(id, all, known.primaryKey(), known.uniqueIndexes()));
    }

    @Override
    public void toDecimals(TableId id, String column) {
        refusal.ifPresent(reason -> {
            throw reason;
        });
        made.add(TableDesign.toDecimals(id, column));
        tables.compute(id, (same, known) -> known.withDecimals(column));
    }

    /** The statements that made or widened tables by design, in order. */
    public List<String> made() {
        return made;
    }

    @Override
    public Optional<TableDefinition> find(TableId id) {
        return Optional.ofNullable(tables.get(id));
    }
}
