// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * A date, a time or both, written as the pattern says.
 *
 * @param pattern of {@link DateTimeFormatter}
 */
public record DatePattern(String pattern, DateTimeFormatter formatter, LocalTimes localTimes) implements Step {
    @Override
    public Object apply(Object value, StepContext context) {
        Object time = value instanceof TemporalAccessor
                ? value
                : parsed(Texts.of(value).trim());
        return context.clock().placed(time, context.timestamp());
    }

    private Object parsed(String text) {
        try {
            return DateFormats.parse(text, formatter);
        } catch (DateTimeException e) {
            throw new BadValue(Quoted.text(text) + " is not a time as the pattern '" + pattern + "' has it"
                    + Times.countHint(text));
        }
    }
}
