// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A time without what is finer, by the clock of {@code db.timezone}.
 *
 * @param minutes a divisor of the 1440 of a day
 */
public record Truncate(int minutes) implements Step {
    private static final int MINUTES_PER_HOUR = 60;

    @Override
    public Object apply(Object value, StepContext context) {
        Object time = context.clock().placed(Times.temporal(value), context.timestamp());
        if (time instanceof Instant instant) {
            return truncated(instant, context.clock().database());
        }
        if (time instanceof LocalDateTime local) {
            return local.toLocalDate().atTime(truncated(local.toLocalTime()));
        }
        if (time instanceof LocalDate) {
            return time;
        }
        if (time instanceof LocalTime local) {
            return truncated(local);
        }
        throw new BadValue(Times.quoted(time) + " is a span of time, which is not truncated");
    }

    /** Of an hour that the zone has twice, the one that the instant lies in. */
    private Instant truncated(Instant instant, ZoneId zone) {
        try {
            ZonedDateTime time = instant.atZone(zone);
            LocalDateTime start = time.toLocalDate().atTime(truncated(time.toLocalTime()));
            return ZonedDateTime.ofLocal(start, zone, time.getOffset()).toInstant();
        } catch (DateTimeException e) {
            throw new BadValue(Quoted.of(instant) + " is out of range for a time");
        }
    }

    private LocalTime truncated(LocalTime time) {
        int minute = time.getHour() * MINUTES_PER_HOUR + time.getMinute();
        return LocalTime.MIN.plusMinutes(minute - minute % minutes);
    }
}
