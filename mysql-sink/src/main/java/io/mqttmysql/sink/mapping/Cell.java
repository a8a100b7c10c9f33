// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.table.Column;
import java.util.Optional;

/**
 * One column of one row, as a record would fill it.
 *
 * @param value as {@link io.mqttmysql.sink.row.Row} says; means nothing where there is an error
 * @param error why the column cannot hold what the record has
 */
public record Cell(Column column, Object value, Optional<String> error) {
    /** Whether the row is written without the column. */
    public boolean isLeftOut() {
        return value == MISSING && error.isEmpty();
    }
}
