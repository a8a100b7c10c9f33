// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Reads {@code 2019-01-01T00:00:00}, or in the basic form {@code 20190101T000000}: a T or a blank between date and
 * time, seconds and their fraction optional, an offset ({@code Z}, {@code +02:00}, {@code +0200}, {@code +02})
 * optional; a date or a time alone too, the time in UTC where it has an offset. {@code 24:00:00} is the end of the day.
 * Written by hand because it runs for every record: DateTimeFormatter takes about ten times as long.
 */
public final class Iso8601Text {
    private static final int NANO_DIGITS = 9;

    private static final int HOURS = 24;
    private static final Duration DAY = Duration.ofHours(HOURS);

    private final String text;
    private int at;
    /** Whether the time that was read is 24:00:00, so that the day after begins. */
    private boolean isEndOfDay;

    private Iso8601Text(String text) {
        this.text = text.trim();
    }

    /**
     * @return Instant where the text has an offset, else LocalDateTime, LocalDate, LocalTime, or a Duration of 24 hours
     * @throws BadValue when the text is not a date or time
     */
    public static Object parse(String text) {
        Iso8601Text reader = new Iso8601Text(text);
        try {
            return reader.temporal();
        } catch (DateTimeException e) {
            throw reader.isNumber()
                    ? reader.unreadable()
                    : new BadValue(Quoted.text(reader.text) + " is not a date or a time that exists");
        }
    }

    private Object temporal() {
        if (text.length() > 2 && text.charAt(2) == ':') {
            return timeOfDay();
        }
        LocalDate date = date();
        if (at == text.length()) {
            return date;
        }
        char separator = next();
        if (separator == 'Z' && at == text.length()) {
            return date;
        }
        if (separator != 'T' && separator != 't' && separator != ' ') {
            throw unreadable();
        }
        LocalTime time = time();
        LocalDateTime local = LocalDateTime.of(isEndOfDay ? date.plusDays(1) : date, time);
        skipBlanks();
        if (at == text.length()) {
            return local;
        }
        return local.toInstant(lastOffset());
    }

    private Object timeOfDay() {
        LocalTime time = time();
        if (at == text.length()) {
            return isEndOfDay ? (Object) DAY : time;
        }
        return time.atOffset(lastOffset()).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }

    private ZoneOffset lastOffset() {
        ZoneOffset offset = offset();
        requireEnd();
        return offset;
    }

    private LocalDate date() {
        int year = number(4);
        boolean isExtended = take('-');
        int month = number(2);
        if (isExtended) {
            require('-');
        }
        return LocalDate.of(year, month, number(2));
    }

    private LocalTime time() {
        int hour = number(2);
        boolean isExtended = take(':');
        int minute = number(2);
        int second = 0;
        int nanos = 0;
        if (isExtended ? take(':') : isDigit(peek())) {
            second = number(2);
            nanos = take('.') || take(',') ? fraction() : 0;
        }
        isEndOfDay = hour == HOURS && minute == 0 && second == 0 && nanos == 0;
        return LocalTime.of(isEndOfDay ? 0 : hour, minute, second, nanos);
    }

    /** Nanoseconds; further digits are read and dropped. */
    private int fraction() {
        int start = at;
        int nanos = 0;
        for (; at < text.length() && isDigit(text.charAt(at)); at++) {
            nanos = at - start < NANO_DIGITS ? nanos * 10 + text.charAt(at) - '0' : nanos;
        }
        if (at == start) {
            throw unreadable();
        }
        for (int digits = at - start; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private ZoneOffset offset() {
        char sign = next();
        if (sign == 'Z' || sign == 'z') {
            return ZoneOffset.UTC;
        }
        if (sign != '+' && sign != '-') {
            throw unreadable();
        }
        int hours = number(2);
        int minutes = take(':') || at < text.length() ? number(2) : 0;
        return sign == '+' ? ZoneOffset.ofHoursMinutes(hours, minutes) : ZoneOffset.ofHoursMinutes(-hours, -minutes);
    }

    private int number(int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            char digit = next();
            if (!isDigit(digit)) {
                throw unreadable();
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private char next() {
        if (at >= text.length()) {
            throw unreadable();
        }
        return text.charAt(at++);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private boolean take(char wanted) {
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void require(char wanted) {
        if (next() != wanted) {
            throw unreadable();
        }
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void requireEnd() {
        if (at < text.length()) {
            throw unreadable();
        }
    }

    private BadValue unreadable() {
        return new BadValue(Quoted.text(text) + " is not a date or a time in ISO 8601, such as 2019-01-31T12:34:56Z,"
                + " 2019-01-31 or 12:34:56"
                + (isNumber()
                        ? "; 'from epoch_s', 'from epoch_ms', 'from epoch_us' or 'from epoch_ns' reads numbers"
                        : ""));
    }

    private boolean isNumber() {
        return JsonNumber.matches(text);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
