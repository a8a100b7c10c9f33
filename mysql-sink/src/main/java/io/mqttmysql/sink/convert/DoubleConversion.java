// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import java.math.BigDecimal;

/**
 * FLOAT and DOUBLE columns: the nearest number; what is not finite or beyond the type's range is refused, and so is a
 * whole number that would be another one.
 */
record DoubleConversion(Column column) implements ColumnConversion {
    /** Below it every whole number is one of IEEE 754's binary64. */
    private static final double MOST_OF_DOUBLE = 0x1p53;

    /** The same of binary32. */
    private static final double MOST_OF_FLOAT = 0x1p24;

    @Override
    public Object convert(Object value) {
        if (value instanceof Double given && Double.isFinite(given)) {
            return inRange(nearest(given), value);
        }
        BigDecimal exact = ColumnNumbers.exact(value);
        double number = inRange(nearest(exact.doubleValue()), value);
        if (Math.abs(number) >= mostWhole() && WholeNumbers.isWhole(exact) && !isKept(exact, number)) {
            throw changed(exact);
        }
        return number;
    }

    private double mostWhole() {
        return column.type() == ColumnType.FLOAT ? MOST_OF_FLOAT : MOST_OF_DOUBLE;
    }

    private double inRange(double number, Object value) {
        if (!Double.isFinite(number) || (number < 0 && column.isUnsigned())) {
            throw new BadValue(Quoted.of(value) + " is out of range for " + column.declaration());
        }
        return number;
    }

    /** Whether what the column holds is the number itself, or is written with its digits, as 1e30 is. */
    private boolean isKept(BigDecimal whole, double number) {
        boolean isFloat = column.type() == ColumnType.FLOAT;
        double held = isFloat ? (float) number : number;
        String digits = isFloat ? Float.toString((float) number) : Double.toString(number);
        return new BigDecimal(held).compareTo(whole) == 0 || new BigDecimal(digits).compareTo(whole) == 0;
    }

    private BadValue changed(BigDecimal whole) {
        String next = WholeNumbers.typeFor(whole)
                .map(type -> "a column of the type " + type + " keeps it")
                .orElse("a column of texts keeps it");
        return new BadValue(Quoted.of(whole) + " is a whole number with more digits than " + column.declaration()
                + " has; " + next);
    }

    /**
     * The server refuses doubles above the largest float, also those that are nearest to it, such as its own digits.
     */
    private double nearest(double number) {
        boolean isBeyond = column.type() == ColumnType.FLOAT && Math.abs(number) > Float.MAX_VALUE;
        return isBeyond ? (float) number : number;
    }
}
