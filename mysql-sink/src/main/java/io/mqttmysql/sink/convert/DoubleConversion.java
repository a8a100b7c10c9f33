// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.expression.BadValue;
import io.mqttmysql.sink.expression.Quoted;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;

/** FLOAT and DOUBLE columns: the nearest number; what is not finite or beyond the type's range is refused. */
record DoubleConversion(Column column) implements ColumnConversion {

    @Override
    public Object convert(Object value) {
        double number = nearest(
                value instanceof Double given && Double.isFinite(given)
                        ? given
                        : Numbers.forColumn(value).doubleValue());
        if (!Double.isFinite(number) || (number < 0 && column.isUnsigned())) {
            throw new BadValue(Quoted.of(value) + " is out of range for " + column.declaration());
        }
        return number;
    }

    /**
     * The server refuses doubles above the largest float, also those that are nearest to it, such as its own digits.
     */
    private double nearest(double number) {
        boolean isBeyond = column.type() == ColumnType.FLOAT && Math.abs(number) > Float.MAX_VALUE;
        return isBeyond ? (float) number : number;
    }
}
