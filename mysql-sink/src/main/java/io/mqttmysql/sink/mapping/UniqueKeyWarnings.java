// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.UniqueIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MySQL looks at every unique key of a table, not only at the one that a strategy means (manual, "INSERT … ON DUPLICATE
 * KEY UPDATE"). One line for each strategy and table where that can hit another row. Task thread.
 */
final class UniqueKeyWarnings {
    private static final Logger log = LoggerFactory.getLogger(UniqueKeyWarnings.class);

    private final Set<String> warned = new HashSet<>();
    private final Set<String> warnedOfChanges = new HashSet<>();
    private final Consumer<String> warning;

    UniqueKeyWarnings() {
        this(log::warn);
    }

    UniqueKeyWarnings(Consumer<String> warning) {
        this.warning = warning;
    }

    void look(String strategy, TableBinding table) {
        lookForChanges(strategy, table);
        List<UniqueIndex> others = others(table);
        if (!others.isEmpty() && warned.add(strategy + "\n" + table.definition().id())) {
            String outcome = table.operation() == RowOperation.UPSERT
                    ? "changes that other row"
                    : "is not written, as if it were there";
            warning.accept("Strategy '" + strategy + "' - table '"
                    + table.definition().id()
                    + "' keeps rows apart by " + text(table.keyColumns()) + ", which is the strategy's key, and by "
                    + others.stream().map(UniqueIndex::toString).collect(Collectors.joining(", "))
                    + ": a row that meets another one only there " + outcome
                    + "; drop that index if it is not meant, or name its columns in pk.fields");
        }
    }

    private void lookForChanges(String strategy, TableBinding table) {
        if (table.changes().isOfView()
                && warnedOfChanges.add(strategy + "\n" + table.definition().id())) {
            warning.accept(
                    "Strategy '" + strategy + "' - '" + table.definition().id()
                            + "' is a view: others may write to its table, so that changed.only leaves no row out");
        }
        List<UniqueIndex> rivals = table.changes().rivals();
        if (!rivals.isEmpty()
                && warnedOfChanges.add(strategy + "\n" + table.definition().id())) {
            warning.accept("Strategy '" + strategy + "' - table '"
                    + table.definition().id() + "' keeps rows apart by "
                    + rivals.stream().map(UniqueIndex::toString).collect(Collectors.joining(", "))
                    + ", too: a row can change another one than that of its key, so that changed.only leaves none out");
        }
    }

    /** Keys that the strategy writes whole; the others are the server's to fill. */
    private static List<UniqueIndex> others(TableBinding table) {
        if (table.operation() != RowOperation.UPSERT && table.operation() != RowOperation.INSERT_IF_ABSENT) {
            return List.of();
        }
        Set<String> written = table.bound().columns().stream().map(Column::name).collect(Collectors.toSet());
        Set<String> own = ColumnName.folded(table.keyColumns());
        return table.definition().allUniqueIndexes().stream()
                .filter(index -> written.containsAll(index.columns()))
                .filter(index -> !index.isOfWholeColumns()
                        || !ColumnName.folded(index.columns()).equals(own))
                .toList();
    }

    private static String text(List<String> columns) {
        return "(" + String.join(", ", columns) + ")";
    }
}
