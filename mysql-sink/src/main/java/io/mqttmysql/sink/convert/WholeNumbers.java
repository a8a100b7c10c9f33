// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.value.JsonNumber;
import io.mqttmysql.sink.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Types of columns that hold whole numbers digit by digit. */
public final class WholeNumbers {
    /** Up to 65 digits, as many as MySQL has. */
    public static final String LARGE = "DECIMAL(65,0)";

    private static final int MOST_DIGITS = 65;

    /** A literal of more digits than this is a BigDecimal; as JSON only a number with an exponent is. */
    private static final int DIGITS_OF_SMALL_LITERAL = 18;

    private WholeNumbers() {}

    /**
     * The smallest of BIGINT, BIGINT UNSIGNED and DECIMAL that takes a number; empty where it was written with a
     * fraction or an exponent, whatever its value: a device that sends 21.0 will send 21.5. Empty too where no column
     * has as many digits.
     */
    public static Optional<String> typeOf(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return Optional.of("BIGINT");
        }
        if (number instanceof BigInteger whole) {
            return typeFor(new BigDecimal(whole));
        }
        boolean isLargeLiteral = number instanceof BigDecimal decimal
                && decimal.scale() == 0
                && decimal.precision() > DIGITS_OF_SMALL_LITERAL;
        return isLargeLiteral ? typeFor((BigDecimal) number) : Optional.empty();
    }

    /** The same of a text. */
    public static Optional<String> typeOf(String text) {
        boolean isWhole = text.length() <= MOST_DIGITS + 1
                && JsonNumber.matches(text)
                && text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        return isWhole ? typeFor(new BigDecimal(text)) : Optional.empty();
    }

    /** The smallest type that takes a whole number, however it was written. */
    static Optional<String> typeFor(BigDecimal number) {
        if (number.signum() != 0 && Numbers.wholeDigits(number) > MOST_DIGITS) {
            return Optional.empty();
        }
        BigInteger whole = number.toBigInteger();
        if (whole.bitLength() < Long.SIZE) {
            return Optional.of("BIGINT");
        }
        boolean isUnsigned = whole.signum() > 0 && whole.bitLength() <= Long.SIZE;
        return Optional.of(isUnsigned ? "BIGINT UNSIGNED" : LARGE);
    }

    /** Whether it has digits after the point that are not zero; cheap, however large the exponent. */
    static boolean isWhole(BigDecimal number) {
        return number.signum() == 0
                || number.scale() <= 0
                || number.stripTrailingZeros().scale() <= 0;
    }
}
