// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.config.Suggestion;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.TableWrite;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.TableDefinition;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings a strategy and a table together, or says why they do not fit. */
final class TableBinder {
    private final TableStrategy strategy;
    private final TableWrite write;
    private final TableDefinition table;
    private final ZoneId zone;

    TableBinder(TableStrategy strategy, TableWrite write, TableDefinition table, ZoneId zone) {
        this.strategy = strategy;
        this.write = write;
        this.table = table;
        this.zone = zone;
    }

    /**
     * @throws ConfigurationProblem when the strategy cannot write to the table; the message is one clause that says why
     */
    TableBinding bind() {
        List<ColumnBinding> columns = new ArrayList<>();
        for (MappedColumn mapped : write.columns()) {
            columns.add(columnBinding(mapped));
        }
        requireAllNeeded(columns);
        return new TableBinding(strategy.name(), write.mode(), table, columns, keyColumns(columns));
    }

    private ColumnBinding columnBinding(MappedColumn mapped) {
        Column column = table.column(mapped.name())
                .orElseThrow(() -> new ConfigurationProblem("it has no column '" + mapped.name() + "'"
                        + Suggestion.sentence(mapped.name(), namesOf(table.columns()))));
        return new ColumnBinding(mapped, column, write.missing(), zone);
    }

    private void requireAllNeeded(List<ColumnBinding> columns) {
        List<Column> mapped = columns.stream().map(ColumnBinding::column).toList();
        for (Column column : table.columns()) {
            if (!column.filledByServer() && !mapped.contains(column)) {
                throw new ConfigurationProblem("its column '" + column.name()
                        + "' is NOT NULL without a default and the strategy does not map it; add column."
                        + column.name() + ", or give the column a default");
            }
        }
    }

    /** {@code pk.fields}, else the primary key; an INSERT that does not write the whole primary key has no key. */
    private List<String> keyColumns(List<ColumnBinding> columns) {
        List<Column> mapped = columns.stream().map(ColumnBinding::column).toList();
        List<String> wanted = write.keyFields().isEmpty() ? table.primaryKey() : write.keyFields();
        if (wanted.isEmpty() && write.mode() == InsertMode.UPSERT) {
            throw new ConfigurationProblem(
                    "insert.mode is upsert, but the table has no primary key; add one, or name a unique key's "
                            + "columns in pk.fields");
        }
        List<String> keys = new ArrayList<>();
        for (String key : wanted) {
            Optional<Column> column = mapped.stream()
                    .filter(candidate -> candidate.name().equalsIgnoreCase(key))
                    .findFirst();
            if (column.isEmpty() && write.mode() == InsertMode.INSERT) {
                return List.of();
            }
            keys.add(column.orElseThrow(() -> new ConfigurationProblem("insert.mode is upsert, but the key column '"
                            + key + "' is not mapped; add column." + key + ", or name other key columns in pk.fields"))
                    .name());
        }
        requireUnique(keys);
        return keys;
    }

    /** Without the index MySQL would find no row to update, and add one for each message. */
    private void requireUnique(List<String> keys) {
        if (write.mode() == InsertMode.UPSERT && !table.isUniqueBy(keys)) {
            String columns = String.join(", ", keys);
            throw new ConfigurationProblem("insert.mode is upsert, but the table has no unique index on exactly ("
                    + columns + "); add one with ALTER TABLE … ADD UNIQUE (" + columns
                    + "), or name the columns of an existing one in pk.fields");
        }
    }

    private static List<String> namesOf(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.toList());
    }
}
