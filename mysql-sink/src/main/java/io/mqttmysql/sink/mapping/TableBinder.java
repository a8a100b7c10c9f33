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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings a strategy and a table together, or says why they do not fit. */
final class TableBinder {
    private final TableStrategy strategy;
    private final TableWrite write;
    private final TableDefinition table;
    private final ZoneId zone;
    private final IgnoredFields ignored;

    TableBinder(TableStrategy strategy, TableWrite write, TableDefinition table, ZoneId zone, IgnoredFields ignored) {
        this.strategy = strategy;
        this.write = write;
        this.table = table;
        this.zone = zone;
        this.ignored = ignored;
    }

    /**
     * @throws ConfigurationProblem when the strategy cannot write to the table; the message is one clause that says why
     */
    TableBinding bind() {
        List<ColumnBinding> mapped = new ArrayList<>();
        for (MappedColumn column : write.columns()) {
            mapped.add(columnBinding(column));
        }
        BoundColumns bound = new BoundColumns(mapped, fields(mapped));
        requireAllNeeded(bound.columns());
        return new TableBinding(strategy.name(), write.mode(), table, bound, keyColumns(bound.columns()));
    }

    private Optional<FieldBindings> fields(List<ColumnBinding> mapped) {
        List<Column> taken = mapped.stream().map(ColumnBinding::column).toList();
        return write.fields()
                .map(selection -> new FieldBindings(
                        selection, table, taken, zone, field -> ignored.ignored(strategy.name(), table.id(), field)));
    }

    private ColumnBinding columnBinding(MappedColumn mapped) {
        Column column = table.column(mapped.name())
                .orElseThrow(() -> new ConfigurationProblem("it has no column '" + mapped.name() + "'"
                        + Suggestion.sentence(mapped.name(), namesOf(table.columns()))));
        return new ColumnBinding(mapped, column, write.missing(), zone);
    }

    private void requireAllNeeded(List<Column> mapped) {
        for (Column column : table.columns()) {
            if (!column.filledByServer() && !mapped.contains(column)) {
                throw new ConfigurationProblem("its column '" + column.name()
                        + "' is NOT NULL without a default and the strategy does not map it; add column."
                        + column.name() + ", or give the column a default");
            }
        }
    }

    /** {@code pk.fields}, else the primary key; an INSERT that does not write the whole primary key has no key. */
    private List<String> keyColumns(List<Column> mapped) {
        List<String> wanted = write.keyFields().isEmpty() ? table.primaryKey() : write.keyFields();
        if (wanted.isEmpty() && write.mode().needsKey()) {
            throw new ConfigurationProblem(modeIs()
                    + ", but the table has no primary key; add one, or name a unique key's " + "columns in pk.fields");
        }
        List<String> keys = new ArrayList<>();
        for (String key : wanted) {
            Optional<Column> column = mapped.stream()
                    .filter(candidate -> candidate.name().equalsIgnoreCase(key))
                    .findFirst();
            if (column.isEmpty() && write.mode() == InsertMode.INSERT) {
                return List.of();
            }
            keys.add(column.orElseThrow(() -> new ConfigurationProblem(modeIs() + ", but the key column '" + key
                            + "' is not mapped; add column." + key + ", or name other key columns in pk.fields"))
                    .name());
        }
        requireUnique(keys);
        return keys;
    }

    /** Without the index MySQL would find no row to update, and add one for each message. */
    private void requireUnique(List<String> keys) {
        boolean insertsByKey = write.mode() == InsertMode.UPSERT || write.mode() == InsertMode.INSERT_IF_ABSENT;
        if (insertsByKey && !table.isUniqueBy(keys)) {
            String columns = String.join(", ", keys);
            throw new ConfigurationProblem(modeIs() + ", but the table has no unique index on exactly ("
                    + columns + "); add one with ALTER TABLE … ADD UNIQUE (" + columns
                    + "), or name the columns of an existing one in pk.fields");
        }
    }

    private static List<String> namesOf(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.toList());
    }

    private String modeIs() {
        return "insert.mode is " + write.mode().name().toLowerCase(Locale.ROOT);
    }
}
