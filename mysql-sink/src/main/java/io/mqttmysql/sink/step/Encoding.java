// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.grammar.Literal;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How a value is written where the column's type alone does not tell: the {@code from} of an expression. */
public sealed interface Encoding {

    /** What local times mean; nothing is said of them where an encoding has none. */
    default LocalTimes localTimes() {
        return LocalTimes.UNSAID;
    }

    /** No {@code from}: the value is what it looks like. */
    record Plain() implements Encoding {}

    /** Time since 1970-01-01T00:00:00Z; fractions and numeric strings too. */
    record Epoch(Unit unit) implements Encoding {}

    /**
     * ISO 8601 text.
     *
     * @param localTimes of texts without an offset
     */
    record Iso8601(LocalTimes localTimes) implements Encoding {}

    /**
     * A date, a time or both, written as the pattern says.
     *
     * @param pattern of {@link DateTimeFormatter}
     * @param localTimes of texts whose pattern has neither offset nor zone
     */
    record DatePattern(String pattern, DateTimeFormatter formatter, LocalTimes localTimes) implements Encoding {}

    /** Bytes as base64 text, also in its URL form and without padding. */
    record Base64Text() implements Encoding {}

    /**
     * Bytes as whole pairs of hexadecimal digits, at least one, also with {@code :}, {@code -} or a blank between
     * pairs, or with {@code 0x} in front. In a column of numbers the bytes are one number, without sign, the first byte
     * the highest.
     */
    record HexText() implements Encoding {}

    /**
     * Words for true and false, in any case. True, false, 1 and 0 themselves are understood too.
     *
     * @param trueWords in lower case
     * @param falseWords in lower case
     */
    record BooleanWords(Set<String> trueWords, Set<String> falseWords) implements Encoding {
        /** What devices write most. */
        public static final BooleanWords USUAL = new BooleanWords(
                Set.of("on", "true", "yes", "open", "online", "1"),
                Set.of("off", "false", "no", "closed", "offline", "0"));

        public BooleanWords {
            trueWords = Set.copyOf(trueWords);
            falseWords = Set.copyOf(falseWords);
        }

        /** Whether a device may mean true or false by this word, in lower case. */
        public static boolean isUsual(String word) {
            return USUAL.trueWords.contains(word) || USUAL.falseWords.contains(word);
        }
    }

    /** Some texts stand for other values; any other text is not one of them. */
    record ValueMap(Map<String, Literal> values) implements Encoding {
        public ValueMap {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** The units of {@link Epoch}. */
    enum Unit {
        SECONDS(9),
        MILLISECONDS(6),
        MICROSECONDS(3);

        private final int decimalsToNanoseconds;

        Unit(int decimalsToNanoseconds) {
            this.decimalsToNanoseconds = decimalsToNanoseconds;
        }

        /** How many places the decimal point moves right to make nanoseconds. */
        public int decimalsToNanoseconds() {
            return decimalsToNanoseconds;
        }
    }
}
