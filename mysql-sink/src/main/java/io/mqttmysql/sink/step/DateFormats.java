// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.LocalInZone;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Patterns of {@link DateTimeFormatter}: names in English and in any case, no date that does not exist. */
public final class DateFormats {
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 2, 21, 14, 5, 6, 123_456_789, ZoneOffset.UTC);

    private DateFormats() {}

    /**
     * @throws IllegalArgumentException when it is not a pattern, or not one that a date or a time can be read by
     */
    public static DateTimeFormatter of(String pattern) {
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
     * An Instant where the text has an offset, LocalInZone where it has only a zone, else LocalDateTime, LocalDate or
     * LocalTime.
     *
     * @throws DateTimeException when the text is not written as the formatter says
     */
    public static Object parse(String text, DateTimeFormatter formatter) {
        TemporalAccessor parsed = formatter.parse(text);
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId zone = parsed.query(TemporalQueries.zoneId());
        boolean hasOffset = parsed.isSupported(ChronoField.OFFSET_SECONDS) || zone instanceof ZoneOffset;
        if (zone != null && !hasOffset && date != null && time != null) {
            return new LocalInZone(date.atTime(time), zone);
        }
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        if (date != null) {
            return time == null ? date : date.atTime(time);
        }
        return LocalTime.from(parsed);
    }
}
