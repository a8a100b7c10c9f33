// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.Times;
import io.mqttmysql.sink.value.BadValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;

/**
 * DATETIME and TIMESTAMP columns, rounded half up to the column's fraction.
 *
 * @param scale digits of the seconds' fraction
 * @param clock by which values without an offset are read
 * @param columnZone in which the column holds its values: {@code db.timezone}, or UTC for TIMESTAMP, as the session's
 *     zone is UTC
 */
record DateTimeConversion(int scale, LocalClock clock, ZoneId columnZone, Range range) implements ColumnConversion {
    /** What MySQL stores: both inclusive. */
    record Range(LocalDateTime first, LocalDateTime last) {}

    /** After the last; what is far beyond was counted in another unit. */
    private static final int NEXT_YEAR = 10_000;

    static final Range DATETIME_RANGE =
            new Range(LocalDateTime.of(1, 1, 1, 0, 0), LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999));

    /** MySQL manual, "The DATE, DATETIME, and TIMESTAMP Types". */
    static final Range TIMESTAMP_RANGE =
            new Range(LocalDateTime.of(1970, 1, 1, 0, 0, 1), LocalDateTime.of(2038, 1, 19, 3, 14, 7, 999_999_999));

    @Override
    public Object convert(Object value) {
        return convert(value, null);
    }

    @Override
    public Object convert(Object value, Long timestamp) {
        LocalDateTime local = local(Times.temporal(value), timestamp);
        LocalDateTime rounded =
                local.withNano(0).plusNanos(Times.roundedNanos(local.get(ChronoField.NANO_OF_SECOND), scale));
        if (rounded.isBefore(range.first()) || rounded.isAfter(range.last())) {
            throw new BadValue("the time " + rounded + " is out of range for the column (" + range.first() + " to "
                    + range.last().withNano(0) + ")"
                    + (rounded.getYear() > NEXT_YEAR ? "; is the unit right?" : ""));
        }
        return rounded;
    }

    /** A local time of the column's own zone stays as it is, whether clocks ever showed it or not. */
    private LocalDateTime local(Object temporal, Long timestamp) {
        if (temporal instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, columnZone);
        }
        if (temporal instanceof LocalDateTime local) {
            return isColumnsOwn() ? local : LocalDateTime.ofInstant(clock.instant(local, timestamp), columnZone);
        }
        if (temporal instanceof LocalDate date) {
            return isColumnsOwn() ? date.atStartOfDay() : beginning(date);
        }
        throw new BadValue(Times.quoted(temporal) + " is a time without a date");
    }

    private boolean isColumnsOwn() {
        return clock.database().equals(columnZone);
    }

    /** A day has one beginning, also where clocks are changed at midnight. */
    private LocalDateTime beginning(LocalDate date) {
        return date.atStartOfDay(clock.database())
                .withZoneSameInstant(columnZone)
                .toLocalDateTime();
    }
}
