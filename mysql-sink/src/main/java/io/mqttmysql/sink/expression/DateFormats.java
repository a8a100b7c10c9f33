// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Patterns of {@link DateTimeFormatter}: names in English and in any case, no date that does not exist. */
public final class DateFormats {
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 2, 21, 14, 5, 6, 123_456_789, ZoneOffset.UTC);

    private DateFormats() {}

    /**
     * @throws IllegalArgumentException when it is not a pattern, or not one that a date or a time can be read by
     */
    static DateTimeFormatter of(String pattern) {
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1) // 'yyyy' counts within an era
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        try {
            sample(formatter);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it names neither", e);
        }
        return formatter;
    }

    /** A time of the kind that the formatter reads. */
    public static Object sample(DateTimeFormatter formatter) {
        return parse(formatter.format(SAMPLE), formatter);
    }

    /**
     * An Instant where the text has an offset or zone, else LocalDateTime, LocalDate or LocalTime.
     *
     * @throws DateTimeException when the text is not written as the formatter says
     */
    public static Object parse(String text, DateTimeFormatter formatter) {
        return formatter.parseBest(text, Instant::from, LocalDateTime::from, LocalDate::from, LocalTime::from);
    }
}
