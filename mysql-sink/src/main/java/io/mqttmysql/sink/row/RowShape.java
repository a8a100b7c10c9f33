// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.TableId;
import java.util.List;

/**
 * What rows that share one statement have in common. The same shape is the same instance for as long as a strategy and
 * its table do not change, so that rows can be grouped by it cheaply.
 *
 * @param columns the written columns, in the order of the rows' values
 * @param keyColumns names of the key columns; all of them are among {@code columns}; empty for {@link InsertMode#INSERT}
 *     without a key
 */
public record RowShape(TableId table, InsertMode mode, List<Column> columns, List<String> keyColumns) {
    public RowShape {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
    }
}
