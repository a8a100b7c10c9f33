// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableId;
import java.util.List;
import java.util.Optional;

/**
 * What rows that share one statement have in common. The same shape is the same instance for as long as a strategy and
 * its table do not change, so that rows can be grouped by it cheaply.
 *
 * @param columns the written columns, in the order of the rows' values; of a {@link RowOperation#DELETE} the key
 * @param keyColumns names of the key columns; all of them are among {@code columns}; empty for
 *     {@link RowOperation#INSERT} without a key
 * @param newerBy for {@link RowOperation#UPSERT}: the written column by which an older row does not overwrite a newer
 *     one
 * @param mapped all columns that rows of the strategy may write, also those that these rows leave out
 * @param changes when a row is written of those with one key; empty: always
 */
public record RowShape(
        TableId table,
        RowOperation operation,
        List<Column> columns,
        List<String> keyColumns,
        Optional<String> newerBy,
        List<Column> mapped,
        Optional<ChangeRule> changes) {
    public RowShape {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
    }

    public RowShape(TableId table, RowOperation operation, List<Column> columns, List<String> keyColumns) {
        this(table, operation, columns, keyColumns, Optional.empty());
    }

    public RowShape(
            TableId table,
            RowOperation operation,
            List<Column> columns,
            List<String> keyColumns,
            Optional<String> newerBy) {
        this(table, operation, columns, keyColumns, newerBy, columns, Optional.empty());
    }

    /** The same columns for another operation. */
    public RowShape as(RowOperation other) {
        return new RowShape(table, other, columns, keyColumns, Optional.empty(), mapped, Optional.empty());
    }

    public boolean isKey(Column column) {
        return ColumnName.isAmong(keyColumns, column.name());
    }
}
