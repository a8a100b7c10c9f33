// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.strategy.LogText;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Filling;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableTraits.InsertTrigger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a table does with rows that its user may not expect: one line for each table and kind. Task thread. */
final class TableWarnings {
    private static final Logger log = LoggerFactory.getLogger(TableWarnings.class);

    private final Set<String> warned = new HashSet<>();
    private final Consumer<String> warning;

    TableWarnings() {
        this(log::warn);
    }

    TableWarnings(Consumer<String> warning) {
        this.warning = warning;
    }

    void look(TableDefinition table, TableBinding binding) {
        String name = LogText.of(table.id().toString());
        if (!table.traits().isTransactional()) {
            warn("Table '" + name + "' has the engine "
                    + table.traits().engine().orElse("of a view")
                    + ": what is rolled back stays there. Its rows are written one by one, and a delivery that is tried"
                    + " again, or a record of several rows of which one is refused, leaves rows behind; ALTER TABLE "
                    + LogText.of(table.id().quoted()) + " ENGINE = InnoDB prevents this");
        }
        List<String> left = leftToTriggers(table, binding);
        if (!left.isEmpty()) {
            warn("Table '" + name + "' has columns that are NOT NULL without a default and not mapped ("
                    + LogText.of(String.join(", ", left))
                    + "), and a BEFORE INSERT trigger: it is taken to fill them; where it does not, the server refuses"
                    + " each row");
        }
        if (table.traits().onInsert() == InsertTrigger.BEFORE
                && binding.operation() == RowOperation.INSERT
                && !table.allUniqueIndexes().isEmpty()) {
            warn("Table '" + name
                    + "' has a BEFORE INSERT trigger: where it changes a column that is written, a row that"
                    + " comes again after a crash is not known as a repeat (at_least_once) and is reported as a"
                    + " duplicate; insert.mode=upsert or exactly_once prevents this");
        }
    }

    private static List<String> leftToTriggers(TableDefinition table, TableBinding binding) {
        List<Column> written = binding.bound().columns();
        return table.columns().stream()
                .filter(column -> column.filling() == Filling.BY_A_TRIGGER && !written.contains(column))
                .map(Column::name)
                .collect(Collectors.toList());
    }

    private void warn(String line) {
        if (warned.add(line)) {
            warning.accept(line);
        }
    }
}
