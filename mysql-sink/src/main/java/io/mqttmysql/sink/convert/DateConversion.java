// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.step.Times;
import io.mqttmysql.sink.value.BadValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * DATE columns: the day of a date, or of a date and time, without rounding up to the next.
 *
 * @param zone in which an instant has its day
 */
record DateConversion(ZoneId zone) implements ColumnConversion {
    private static final int LAST_YEAR = 9999;

    @Override
    public Object convert(Object value) {
        LocalDate date = date(Times.temporal(value));
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw new BadValue("the date " + date + " is out of range for the column (years 1 to 9999)");
        }
        return date;
    }

    private LocalDate date(Object temporal) {
        if (temporal instanceof Instant instant) {
            return LocalDate.ofInstant(instant, zone);
        }
        if (temporal instanceof LocalDateTime local) {
            return local.toLocalDate();
        }
        if (temporal instanceof LocalDate date) {
            return date;
        }
        throw new BadValue(Times.quoted(temporal) + " is a time without a date");
    }
}
