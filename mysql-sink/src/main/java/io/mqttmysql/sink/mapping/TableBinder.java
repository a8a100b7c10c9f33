// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.config.Suggestion;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.TableChange;
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
        List<MappedColumn> absent = new ArrayList<>();
        for (MappedColumn wanted : write.columns()) {
            Optional<Column> column = table.column(wanted.name());
            if (column.isPresent()) {
                mapped.add(new ColumnBinding(wanted, column.get(), write, zone));
            } else if (write.changes().contains(TableChange.EVOLVE)) {
                absent.add(wanted);
            } else {
                throw new ConfigurationProblem("it has no column '" + wanted.name() + "'"
                        + Suggestion.sentence(wanted.name(), namesOf(table.columns())));
            }
        }
        BoundColumns bound = new BoundColumns(mapped, fields(mapped), absent);
        requireAllNeeded(bound.columns());
        return new TableBinding(strategy.name(), write, table, bound, new KeyColumns(write, table, bound).names());
    }

    private Optional<FieldBindings> fields(List<ColumnBinding> mapped) {
        if (write.fields().isEmpty()) {
            return Optional.empty();
        }
        List<Column> taken = mapped.stream().map(ColumnBinding::column).toList();
        return Optional.of(new FieldBindings(
                write, table, taken, zone, field -> ignored.ignored(strategy.name(), table.id(), field)));
    }

    /** An update of rows that are there may leave out what it likes. */
    private void requireAllNeeded(List<Column> mapped) {
        for (Column column : table.columns()) {
            if (write.mode() != InsertMode.UPDATE && !column.filledByServer() && !mapped.contains(column)) {
                throw new ConfigurationProblem("its column '" + column.name()
                        + "' is NOT NULL without a default and the strategy does not map it; add column."
                        + column.name() + ", or give the column a default");
            }
        }
    }

    private static List<String> namesOf(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.toList());
    }
}
