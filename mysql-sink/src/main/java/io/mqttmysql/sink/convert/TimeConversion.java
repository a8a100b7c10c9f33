// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.step.Times;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * TIME columns: the time of day, rounded half up to the column's fraction.
 *
 * @param scale digits of the seconds' fraction
 * @param zone in which an instant has its time of day
 */
record TimeConversion(int scale, ZoneId zone) implements ColumnConversion {
    /** MySQL manual, "The TIME Type". */
    private static final Duration LONGEST =
            Duration.ofHours(838).plusMinutes(59).plusSeconds(59);

    @Override
    public Object convert(Object value) {
        Object temporal = Times.temporal(value);
        if (temporal instanceof Duration duration) {
            return span(duration);
        }
        return Duration.ofNanos(Times.roundedNanos(time(temporal).toNanoOfDay(), scale));
    }

    /** MySQL's TIME is also a span, and may be negative. */
    private Duration span(Duration duration) {
        boolean isNear = duration.abs().compareTo(LONGEST) < 0;
        Duration rounded = isNear ? Duration.ofNanos(Times.roundedNanos(duration.toNanos(), scale)) : duration;
        if (rounded.abs().compareTo(LONGEST) > 0) {
            throw new BadValue(
                    "the time of " + duration.toSeconds() + " seconds is out of range for the column (838:59:59)");
        }
        return rounded;
    }

    private LocalTime time(Object temporal) {
        if (temporal instanceof Instant instant) {
            return LocalTime.ofInstant(instant, zone);
        }
        if (temporal instanceof LocalDateTime local) {
            return local.toLocalTime();
        }
        if (temporal instanceof LocalTime time) {
            return time;
        }
        throw new BadValue(Quoted.of(temporal) + " is a date without a time");
    }
}
