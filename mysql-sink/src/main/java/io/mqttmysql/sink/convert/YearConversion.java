// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.step.Times;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.EncodedTime;
import io.mqttmysql.sink.value.JsonNumber;
import io.mqttmysql.sink.value.Numbers;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * YEAR columns: a whole number from 1901 to 2155 (two-digit years are not guessed), or the year of a date.
 *
 * @param zone in which an instant has its year
 */
record YearConversion(ZoneId zone) implements ColumnConversion {
    private static final BigDecimal FIRST = BigDecimal.valueOf(1901);
    private static final BigDecimal LAST = BigDecimal.valueOf(2155);
    private static final int DIGITS = 4;

    @Override
    public Object convert(Object value) {
        BigDecimal year = year(value);
        boolean isYear = year.compareTo(FIRST) >= 0 && year.compareTo(LAST) <= 0;
        if (!isYear || year.stripTrailingZeros().scale() > 0) {
            throw new BadValue(Quoted.of(year) + " is not a year from 1901 to 2155" + Times.countHint(year.toString()));
        }
        return year.longValue();
    }

    private BigDecimal year(Object value) {
        if (value instanceof Instant instant) {
            return BigDecimal.valueOf(LocalDate.ofInstant(instant, zone).getYear());
        }
        if (value instanceof LocalDate date) {
            return BigDecimal.valueOf(date.getYear());
        }
        if (value instanceof LocalDateTime local) {
            return BigDecimal.valueOf(local.getYear());
        }
        if (value instanceof EncodedTime encoded) {
            return year(Times.temporal(encoded));
        }
        if (value instanceof byte[] || value instanceof String) {
            String text = Texts.of(value).trim();
            return isDate(text) ? year(Times.temporal(text)) : Numbers.exact(text);
        }
        return Numbers.exact(value);
    }

    /** By its looks: more than a year, and no number. */
    private static boolean isDate(String text) {
        return text.length() > DIGITS && Character.isDigit(text.charAt(0)) && !JsonNumber.matches(text);
    }
}
