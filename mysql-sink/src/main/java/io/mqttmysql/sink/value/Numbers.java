// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Exact numbers out of whatever holds one. Text counts as a number when it is one by JSON's grammar: {@code 21.5},
 * {@code -8.40}, {@code 1e3}; blanks, line breaks and NULs around it are ignored. {@code 21,5}, {@code +21.5},
 * {@code 0x1F}, {@code 007} and {@code nan} are not numbers.
 */
public final class Numbers {
    /** As Jackson's own limit for numbers in documents. */
    private static final int MAX_LENGTH = 1_000;

    private Numbers() {}

    /**
     * @throws BadValue when the value is not a number
     */
    public static BigDecimal exact(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof String text) {
            return ofText(text);
        }
        if (value instanceof byte[] bytes) {
            return ofText(Utf8.decode(bytes));
        }
        throw new BadValue(Quoted.of(value) + " is not a number");
    }

    private static BigDecimal ofNumber(Number number) {
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new BadValue(number + " is not a number that MySQL can hold");
            }
            return new BigDecimal(number.toString()); // the digits that a reader sees, not those of the binary fraction
        }
        return BigDecimal.valueOf(number.longValue());
    }

    private static BigDecimal ofText(String text) {
        String digits = text.trim();
        if (digits.length() > MAX_LENGTH || !JsonNumber.matches(digits)) {
            throw new BadValue(Quoted.text(digits) + " is not a number as JSON writes it");
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw new BadValue(Quoted.of(digits) + " is out of range");
        }
    }

    /** Digits before the decimal point; zero or negative for numbers under 1. Cheap, however large the exponent. */
    public static long wholeDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }
}
