// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableRefused;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A catalog whose own faults are told apart from those that a record brings out. Task thread. */
record AskedTables(TableCatalog catalog) implements TableCatalog {
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }

    @Override
    public Optional<TableDefinition> find(TableId id) throws SQLException {
        return asked(() -> catalog.find(id));
    }

    @Override
    public void expect(Supplier<Set<TableId>> ids) {
        catalog.expect(ids);
    }

    @Override
    public void create(TableDesign design) throws SQLException {
        asked(() -> {
            catalog.create(design);
            return design;
        });
    }

    @Override
    public void addColumns(TableId id, List<ColumnDesign> columns) throws SQLException {
        asked(() -> {
            catalog.addColumns(id, columns);
            return columns;
        });
    }

    @Override
    public void toDecimals(TableId id, String column) throws SQLException {
        asked(() -> {
            catalog.toDecimals(id, column);
            return column;
        });
    }

    private static <T> T asked(Question<T> question) throws SQLException {
        try {
            return question.ask();
        } catch (TableRefused | ConfigurationProblem e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SQLException("the server could not be asked about a table: " + e, e);
        }
    }
}
