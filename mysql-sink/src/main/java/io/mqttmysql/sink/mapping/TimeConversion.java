// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.BadValue;
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
    @Override
    public Object convert(Object value) {
        return Duration.ofNanos(Times.roundedNanos(time(Times.temporal(value)).toNanoOfDay(), scale));
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
