// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableCache;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableTraits.InsertTrigger;
import io.mqttmysql.sink.table.UniqueIndex;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows to insert that an earlier delivery stored, found many at once: after a crash a delivery may consist of nothing
 * else. Such a row is passed over in place of being sent and refused. So it must be certain that the server would
 * refuse it: an equal row is there, and the row writes all of a unique key; where a trigger may change it first, only
 * the server knows. Lives as long as the transaction. Task thread.
 */
final class Replays {
    private final BatchWriter writer;
    private final TableCache tables;
    private final Set<Row> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Row> found = Collections.newSetFromMap(new IdentityHashMap<>());

    Replays(BatchWriter writer, TableCache tables) {
        this.writer = writer;
        this.tables = tables;
    }

    /**
     * Looks for those that nobody has asked for yet.
     *
     * @param rows of which one met another with its key
     * @return whether some of them are there
     */
    boolean find(List<Row> rows) throws SQLException {
        List<Row> candidates = rows.stream()
                .filter(row -> !asked.contains(row) && isRefusedIfThere(row))
                .toList();
        Set<Row> stored = writer.stored(candidates);
        asked.addAll(candidates);
        return found.addAll(stored);
    }

    private boolean isRefusedIfThere(Row row) {
        return row.shape().operation() == RowOperation.INSERT
                && tables.known(row.shape().table())
                        .filter(table -> table.traits().onInsert() != InsertTrigger.BEFORE)
                        .filter(table ->
                                table.allUniqueIndexes().stream().anyMatch(index -> isBrought(index, table, row)))
                        .isPresent();
    }

    /** NULL meets nothing in a unique index. */
    private static boolean isBrought(UniqueIndex index, TableDefinition table, Row row) {
        return index.parts().stream()
                .allMatch(part -> part.column()
                        .flatMap(table::column)
                        .flatMap(column -> value(row, column))
                        .isPresent());
    }

    private static Optional<Object> value(Row row, Column column) {
        RowShape shape = row.shape();
        for (int i = 0; i < row.values().length; i++) {
            if (ColumnName.areSame(shape.columns().get(i).name(), column.name())) {
                return Optional.ofNullable(row.values()[i]);
            }
        }
        return Optional.empty();
    }

    List<Row> among(List<Row> rows) {
        return found.isEmpty()
                ? List.of()
                : rows.stream().filter(found::contains).toList();
    }

    List<Row> without(List<Row> rows) {
        return found.isEmpty()
                ? rows
                : rows.stream().filter(row -> !found.contains(row)).toList();
    }

    /** Whether they are there still, now that the other rows of their group are written: one may have removed them. */
    boolean areThere(List<Row> replays) throws SQLException {
        return writer.stored(replays).size() == replays.size();
    }

    /** They are sent like others from now on. */
    void forget(List<Row> replays) {
        replays.forEach(found::remove);
    }
}
