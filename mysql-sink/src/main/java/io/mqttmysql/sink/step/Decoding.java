// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.step.Encoding.Base64Text;
import io.mqttmysql.sink.step.Encoding.BooleanWords;
import io.mqttmysql.sink.step.Encoding.DatePattern;
import io.mqttmysql.sink.step.Encoding.HexText;
import io.mqttmysql.sink.step.Encoding.ValueMap;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.time.DateTimeException;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** What {@code from} says a value is. Blanks and line breaks around a text are not looked at. */
public final class Decoding {
    /** Whole pairs, at least one; between any two of them one and the same separator, or none anywhere. */
    private static final Pattern HEX =
            Pattern.compile("(0x)?\\p{XDigit}{2}(?:(\\p{XDigit}{2})*+|([:\\- ]\\p{XDigit}{2})*+)");

    private Decoding() {}

    /**
     * @param value Boolean, Number, String, byte[], a time or JsonText
     * @return as {@code value}, or a LocalInZone; null where a map says so. Local times as they are written, for
     *     {@link LocalClock#placed}
     * @throws BadValue when the value is not written as the encoding says
     */
    public static Object decode(Object value, Encoding encoding) {
        if (encoding instanceof Encoding.Plain) {
            return value;
        }
        if (encoding instanceof DatePattern pattern) {
            return value instanceof TemporalAccessor
                    ? value
                    : date(Texts.of(value).trim(), pattern);
        }
        if (encoding instanceof Base64Text) {
            return base64(Texts.of(value).trim());
        }
        if (encoding instanceof HexText) {
            return hex(Texts.of(value).trim());
        }
        if (encoding instanceof BooleanWords words) {
            return value instanceof Boolean ? value : truth(Texts.of(value).trim(), words);
        }
        return encoding instanceof ValueMap map ? mapped(Texts.of(value), map) : Times.decoded(value, encoding);
    }

    private static Object date(String text, DatePattern pattern) {
        try {
            return DateFormats.parse(text, pattern.formatter());
        } catch (DateTimeException e) {
            throw new BadValue(Quoted.text(text) + " is not a time as the pattern '" + pattern.pattern() + "' has it"
                    + Times.countHint(text));
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new BadValue(Quoted.text(text) + " is not base64");
        }
    }

    private static byte[] hex(String text) {
        if (!HEX.matcher(text).matches()) {
            throw new BadValue(Quoted.text(text) + " is not made of pairs of hexadecimal digits");
        }
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        return HexFormat.of().parseHex(digits.replaceAll("[:\\- ]", ""));
    }

    private static Boolean truth(String text, BooleanWords words) {
        String word = text.toLowerCase(Locale.ROOT);
        if (words.trueWords().contains(word)) {
            return true;
        }
        if (words.falseWords().contains(word)) {
            return false;
        }
        throw new BadValue(Quoted.text(text) + " is not one of the words for true and false");
    }

    private static Object mapped(String text, ValueMap map) {
        Literal literal = map.values().getOrDefault(text, map.values().get(text.trim()));
        if (literal == null) {
            throw new BadValue(Quoted.text(text) + " is not one of the texts that 'map' knows");
        }
        return literal.value();
    }
}
