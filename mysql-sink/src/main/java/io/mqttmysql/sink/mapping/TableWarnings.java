// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.strategy.LogText;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.Column.Filling;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableTraits.InsertTrigger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a table does with rows that its user may not expect: one line for each table and kind. Task thread. */
final class TableWarnings {
    private static final Logger log = LoggerFactory.getLogger(TableWarnings.class);

    /** Both servers' names of collations that compare bytes and pad with nothing. */
    private static final Pattern TELLS_ALL_APART = Pattern.compile("_0900_bin$|_nopad_bin$|^binary$");

    private final ZoneId zone;
    private final Set<String> warned = new HashSet<>();
    private final Consumer<String> warning;

    /** @param zone in which DATETIME columns hold their times */
    TableWarnings(ZoneId zone) {
        this(zone, log::warn);
    }

    TableWarnings(ZoneId zone, Consumer<String> warning) {
        this.zone = zone;
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
        List<String> merging = mergingKeys(binding);
        if (!merging.isEmpty()) {
            warn("Table '" + name + "' has texts in its key that the collation may take for one though they differ ("
                    + LogText.of(String.join(", ", merging))
                    + "): the rows of both would be one row; VARCHAR with the collation "
                    + ColumnDesign.KEY_COLLATION + " (MariaDB: utf8mb4_nopad_bin) tells them apart");
        }
        List<String> repeating = repeatingTimes(binding);
        if (!repeating.isEmpty()) {
            warn("Table '" + name + "' holds local times of " + zone + " (db.timezone) in "
                    + LogText.of(String.join(", ", repeating))
                    + ", by which its rows are told apart: when clocks are set back, times come again, and a reading is"
                    + " taken for an earlier one; db.timezone=UTC, or TIMESTAMP in the place of DATETIME, prevents"
                    + " this");
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

    /** Of rows that are found by their key; a duplicate of an insert is told anyway. */
    private static List<String> mergingKeys(TableBinding binding) {
        boolean isFound = binding.wholeShapes().stream().anyMatch(shape -> shape.operation() != RowOperation.INSERT);
        return binding.bound().columns().stream()
                .filter(column -> isFound && ColumnName.isAmong(binding.keyColumns(), column.name()))
                .filter(column -> column.type() != ColumnType.ENUM && column.type() != ColumnType.SET)
                .flatMap(column -> column.collation().stream()
                        .filter(collation -> merges(column, collation))
                        .map(collation -> column.name() + " " + column.declaration() + " " + collation.name()))
                .toList();
    }

    /** CHAR itself keeps no blanks at the end, whatever its collation. */
    private static boolean merges(Column column, Collation collation) {
        return column.type() == ColumnType.CHAR
                || !TELLS_ALL_APART.matcher(collation.name()).find();
    }

    /** DATETIME columns of a key, or of {@code upsert.newer.by}, in a zone whose clocks will be changed. */
    private List<String> repeatingTimes(TableBinding binding) {
        if (zone.getRules().nextTransition(Instant.now()) == null) {
            return List.of();
        }
        return binding.bound().columns().stream()
                .filter(column -> column.type() == ColumnType.DATETIME)
                .map(Column::name)
                .filter(column -> ColumnName.isAmong(binding.keyColumns(), column)
                        || binding.newerBy()
                                .filter(by -> ColumnName.areSame(by, column))
                                .isPresent())
                .toList();
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
