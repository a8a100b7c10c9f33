// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What fills the columns of one table: expressions, and fields by their names.
 *
 * @param fields empty where the strategy does not want any
 * @param absent mapped columns that the table does not have yet, and may get
 */
record BoundColumns(List<ColumnBinding> mapped, Optional<FieldBindings> fields, List<MappedColumn> absent) {
    BoundColumns {
        mapped = List.copyOf(mapped);
        absent = List.copyOf(absent);
    }

    /** The mapped ones, then those of fields. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        mapped.forEach(binding -> columns.add(binding.column()));
        fields.ifPresent(bindings -> bindings.columns().forEach(binding -> columns.add(binding.column())));
        return List.copyOf(columns);
    }
}
