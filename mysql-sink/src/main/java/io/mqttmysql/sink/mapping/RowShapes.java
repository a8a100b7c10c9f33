// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.TableId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shapes of the rows that one strategy writes into one table.
 *
 * <p>Invariant: equal sets of present columns give the same shape instance. The number of shapes is bounded, since the
 * records decide which columns are present; beyond the bound equal shapes may be several instances. Task thread.
 */
final class RowShapes {
    private static final int MAX_SHAPES = 1_024;

    private final TableId table;
    private final RowOperation operation;
    private final List<Column> columns;
    private final List<String> keyColumns;
    private final Optional<String> newerBy;
    private final Optional<ChangeRule> changes;
    private final RowShape whole;
    private final Map<BitSet, RowShape> partial = new HashMap<>();

    /**
     * @param columns all that rows may have a value for
     * @param keyColumns names as the table has them; empty where rows have no key
     * @param newerBy the column by which an older row does not overwrite a newer one
     * @param changes when a row is written of those with one key; empty: always
     */
    RowShapes(
            TableId table,
            RowOperation operation,
            List<Column> columns,
            List<String> keyColumns,
            Optional<String> newerBy,
            Optional<ChangeRule> changes) {
        this.table = table;
        this.operation = operation;
        this.columns = columns;
        this.keyColumns = keyColumns;
        this.newerBy = newerBy;
        this.changes = changes;
        this.whole = shape(columns);
    }

    /** Of rows that have a value for every column. */
    RowShape whole() {
        return whole;
    }

    /** @param present the columns that a row has a value for, by their numbers */
    RowShape of(BitSet present) {
        if (partial.size() >= MAX_SHAPES && !partial.containsKey(present)) {
            partial.clear();
        }
        return partial.computeIfAbsent(
                present, bits -> shape(bits.stream().mapToObj(columns::get).toList()));
    }

    /** Rows to insert keep their key only where all of it is written. */
    private RowShape shape(List<Column> present) {
        List<String> names = present.stream().map(Column::name).toList();
        List<String> key = names.containsAll(keyColumns) ? keyColumns : List.of();
        return new RowShape(table, operation, present, key, newerBy, columns, changes);
    }
}
