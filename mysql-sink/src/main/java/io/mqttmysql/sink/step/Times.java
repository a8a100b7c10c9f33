// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.EncodedTime;
import io.mqttmysql.sink.value.Iso8601Text;
import io.mqttmysql.sink.value.JsonNumber;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Pattern;

/** Points in time out of what records hold. */
public final class Times {
    private static final String IS_NUMBER =
            " is a number, but the column is a time; add 'from epoch_s', 'from epoch_ms',"
                    + " 'from epoch_us' or 'from epoch_ns' to the expression";

    /** So many digits have seconds to nanoseconds since 1970, from 1973 on. */
    private static final Pattern COUNT = Pattern.compile("\\d{9,19}(\\.\\d+)?");

    private Times() {}

    /** For a number that is not what it should be: the rest of the sentence where it may count from 1970. */
    public static String countHint(String number) {
        return COUNT.matcher(number).matches()
                ? "; 'from epoch_s', 'from epoch_ms', 'from epoch_us' or 'from epoch_ns' reads numbers that count since 1970"
                : "";
    }

    /**
     * An Instant, LocalDateTime, LocalDate, LocalTime, or the Duration since midnight; text is read as ISO 8601, but
     * not one that may as well be a number.
     *
     * @throws BadValue when the value is not one of these
     */
    public static Object temporal(Object value) {
        if (value instanceof EncodedTime encoded) {
            return encoded.meaning();
        }
        if (value instanceof Instant
                || value instanceof LocalDateTime
                || value instanceof LocalDate
                || value instanceof LocalTime) {
            return value;
        }
        if (value instanceof String || value instanceof byte[]) {
            return ofText(Texts.of(value).trim());
        }
        if (value instanceof Number) {
            throw new BadValue(Quoted.of(value) + IS_NUMBER);
        }
        throw new BadValue(Quoted.of(value) + " is not a time");
    }

    private static Object ofText(String text) {
        if (JsonNumber.matches(text)) {
            throw new BadValue(Quoted.text(text) + IS_NUMBER);
        }
        return Iso8601Text.parse(text);
    }

    /** A time for a message. */
    public static String quoted(Object temporal) {
        return temporal instanceof Duration span
                ? "'" + span.toHours() + ":" + twoDigits(span.toMinutesPart()) + ":" + twoDigits(span.toSecondsPart())
                        + "'"
                : Quoted.of(temporal);
    }

    private static String twoDigits(int number) {
        return (Math.abs(number) < 10 ? "0" : "") + Math.abs(number);
    }

    /** Nanoseconds rounded half up to the digits of a column's seconds, as MySQL rounds; may reach a whole second. */
    public static long roundedNanos(long nanos, int scale) {
        long unit = 1;
        for (int digit = scale; digit < 9; digit++) {
            unit *= 10;
        }
        return Math.floorDiv(nanos + unit / 2, unit) * unit;
    }
}
