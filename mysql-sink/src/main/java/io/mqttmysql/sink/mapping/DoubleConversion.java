// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.BadValue;
import io.mqttmysql.sink.table.Column;

/** FLOAT and DOUBLE columns: the nearest number; what is not finite or beyond the type's range is refused. */
final class DoubleConversion implements ColumnConversion {
    private final Column column;
    private final double max;

    DoubleConversion(Column column, double max) {
        this.column = column;
        this.max = max;
    }

    @Override
    public Object convert(Object value) {
        double number = value instanceof Double given && Double.isFinite(given)
                ? given
                : Numbers.exact(value).doubleValue();
        if (Math.abs(number) > max || (number < 0 && column.isUnsigned())) {
            throw new BadValue(Quoted.of(value) + " is out of range for " + column.declaration());
        }
        return number;
    }
}
