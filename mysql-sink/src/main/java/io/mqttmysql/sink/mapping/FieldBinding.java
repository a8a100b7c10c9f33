// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.convert.ColumnConversion;
import io.mqttmysql.sink.convert.Conversions;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonText;
import io.mqttmysql.sink.value.Place;

/** One column of a table that the field of its name fills. Immutable. */
final class FieldBinding {
    private final Column column;
    private final boolean mayBeLeftOut;
    private final ColumnConversion conversion;
    private final boolean takesDocuments;

    FieldBinding(Column column, WriteSpec write, LocalClock clock) {
        this.column = column;
        this.mayBeLeftOut = column.isFilledByServer() || write.rules().mode() == InsertMode.UPDATE;
        this.conversion = Conversions.to(column, clock);
        this.takesDocuments =
                column.type() == ColumnType.JSON && write.key().mode().isPresent();
    }

    Column column() {
        return column;
    }

    /**
     * The column's value, {@code null}, or MISSING where the column is to be left out.
     *
     * @param timestamp the record's, in milliseconds; null where it has none
     * @throws BadValue when the field's value does not fit
     */
    Object value(Place field, Long timestamp) {
        Object value = read(field);
        if (value == MISSING && !mayBeLeftOut) {
            throw new BadValue("the record has no field for it, and the column is NOT NULL without a default");
        }
        if (value == null && !column.takesNull()) {
            throw new BadValue("the field's value is null, and the column is NOT NULL");
        }
        return value == MISSING || value == null ? value : conversion.convert(value, timestamp);
    }

    /**
     * The JDBC sinks give the text of a typed record to a JSON column as it is: it must be a document, the server says.
     */
    private Object read(Place field) {
        Object value = field.value();
        return takesDocuments && field.schema() != null && value instanceof String text ? new JsonText(text) : value;
    }
}
