// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Bytes as whole pairs of hexadecimal digits, at least one, also with {@code :}, {@code -} or a blank between pairs, or
 * with {@code 0x} in front.
 *
 * @param isNumber whether the bytes are one number, without sign, the first byte the highest
 */
public record HexText(boolean isNumber) implements Step {
    /** Between any two pairs one and the same separator, or none anywhere. */
    private static final Pattern HEX =
            Pattern.compile("(0[xX])?\\p{XDigit}{2}(?:(\\p{XDigit}{2})*+|([:\\- ]\\p{XDigit}{2})*+)");

    @Override
    public Step forNumbers() {
        return new HexText(true);
    }

    @Override
    public Object apply(Object value, StepContext context) {
        String text = Texts.of(value).trim();
        if (!HEX.matcher(text).matches()) {
            throw new BadValue(Quoted.text(text) + " is not made of pairs of hexadecimal digits");
        }
        String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        byte[] bytes = HexFormat.of().parseHex(digits.replaceAll("[:\\- ]", ""));
        return isNumber ? new BigInteger(1, bytes) : bytes;
    }
}
