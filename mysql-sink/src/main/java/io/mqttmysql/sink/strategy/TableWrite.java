// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.row.InsertMode;
import java.util.List;

/**
 * How a strategy writes.
 *
 * @param keyFields {@code pk.fields}; empty: the table's primary key
 * @param columns at least one
 */
public record TableWrite(
        TableTemplate table,
        InsertMode mode,
        List<String> keyFields,
        List<MappedColumn> columns,
        MissingPolicy missing) {
    public TableWrite {
        keyFields = List.copyOf(keyFields);
        columns = List.copyOf(columns);
    }
}
