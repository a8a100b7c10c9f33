// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Numbers;
import io.mqttmysql.sink.value.Quoted;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * DECIMAL columns: rounded half away from zero to the scale, as MySQL rounds exact numbers; never cut to fit. One that
 * was made of a whole number so far takes no other, since nobody has said that it may round.
 */
final class DecimalConversion implements ColumnConversion {
    private final Column column;

    DecimalConversion(Column column) {
        this.column = column;
    }

    @Override
    public Object convert(Object value) {
        BigDecimal number = ColumnNumbers.exact(value);
        if (number.signum() < 0 && column.isUnsigned()) {
            throw new BadValue(Quoted.of(number) + " is negative, but the column is " + column.declaration());
        }
        BigDecimal rounded = rounded(number);
        if (column.extent().isWholeSoFar() && rounded.compareTo(number) != 0) {
            throw new BadValue(Quoted.of(number) + " is not a whole number, but the column is " + column.declaration()
                    + ", made of whole numbers; one of the type DECIMAL(65,30) takes it");
        }
        if (rounded.signum() != 0
                && Numbers.wholeDigits(rounded)
                        > column.extent().precision() - column.extent().scale()) {
            throw outOfRange(number);
        }
        return rounded;
    }

    private BigDecimal rounded(BigDecimal number) {
        long wholeDigits = Numbers.wholeDigits(number);
        if (number.signum() == 0 || wholeDigits < -column.extent().scale()) {
            return BigDecimal.ZERO.setScale(column.extent().scale());
        }
        if (wholeDigits > column.extent().precision() - column.extent().scale()) {
            throw outOfRange(number); // before it is written out: 1e1000000000 has a billion digits
        }
        return number.setScale(column.extent().scale(), RoundingMode.HALF_UP);
    }

    private BadValue outOfRange(BigDecimal number) {
        return new BadValue(Quoted.of(number) + " is out of range for " + column.declaration());
    }
}
