// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Numbers;
import io.mqttmysql.sink.value.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/**
 * Integer and BIT columns: whole numbers in range ({@code 21.0} is one, {@code 21.5} is not), true and false as 1 and
 * 0, an instant as milliseconds since 1970. Returns Long, or BigInteger above Long's range.
 */
final class IntegerConversion implements ColumnConversion {
    private static final int MAX_DIGITS = 20;

    private final BigInteger min;
    private final BigInteger max;
    private final long smallMin;
    private final long smallMax;
    private final Column column;

    private IntegerConversion(BigInteger min, BigInteger max, Column column) {
        this.min = min;
        this.max = max;
        this.smallMin = min.longValueExact();
        this.smallMax = max.bitLength() < Long.SIZE ? max.longValueExact() : Long.MAX_VALUE;
        this.column = column;
    }

    static IntegerConversion ofBits(int bits, Column column) {
        return column.isUnsigned() ? unsigned(bits, column) : signed(bits, column);
    }

    static IntegerConversion ofBitField(Column column) {
        return unsigned((int) Math.max(1, column.extent().length()), column);
    }

    private static IntegerConversion unsigned(int bits, Column column) {
        BigInteger end = BigInteger.ONE.shiftLeft(bits);
        return new IntegerConversion(BigInteger.ZERO, end.subtract(BigInteger.ONE), column);
    }

    private static IntegerConversion signed(int bits, Column column) {
        BigInteger end = BigInteger.ONE.shiftLeft(bits - 1);
        return new IntegerConversion(end.negate(), end.subtract(BigInteger.ONE), column);
    }

    @Override
    public Object convert(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return inRange(((Number) value).longValue());
        }
        if (value instanceof Boolean bool) {
            return inRange(bool ? 1 : 0);
        }
        if (value instanceof Instant instant) {
            return inRange(instant.toEpochMilli());
        }
        return inRange(whole(ColumnNumbers.exact(value)));
    }

    private BigInteger whole(BigDecimal number) {
        if (number.signum() != 0 && Numbers.wholeDigits(number) > MAX_DIGITS) {
            throw outOfRange(number);
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > 0) {
            throw new BadValue(Quoted.of(number) + " is not a whole number, but the column is " + column.declaration()
                    + (column.extent().isWholeSoFar()
                            ? ", made of whole numbers; auto.evolve=true makes it one of decimals"
                            : "; one of the type DOUBLE or DECIMAL takes it"));
        }
        return shortest.toBigInteger();
    }

    private Object inRange(long number) {
        if (number < smallMin || number > smallMax) {
            throw outOfRange(number);
        }
        return number;
    }

    private Object inRange(BigInteger number) {
        if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
            throw outOfRange(number);
        }
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private BadValue outOfRange(Object number) {
        return new BadValue(
                Quoted.of(number) + " is out of range for " + column.declaration() + " (" + min + " to " + max + ")");
    }
}
