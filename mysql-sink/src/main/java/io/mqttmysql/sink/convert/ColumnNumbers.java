// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.step.BooleanWords;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Numbers;
import io.mqttmysql.sink.value.Texts;
import java.math.BigDecimal;
import java.util.Locale;

/** What a column of numbers takes. */
final class ColumnNumbers {
    private ColumnNumbers() {}

    /**
     * As {@link Numbers#exact}.
     *
     * @throws BadValue when the value is not a number; of a word for true or false it says how it can be one
     */
    static BigDecimal exact(Object value) {
        try {
            return Numbers.exact(value);
        } catch (BadValue e) {
            throw isTruth(value) ? new BadValue(e.getMessage() + "; add 'from boolean' to the expression") : e;
        }
    }

    private static boolean isTruth(Object value) {
        boolean mayBeWord = value instanceof Boolean || value instanceof String || value instanceof byte[];
        return mayBeWord && BooleanWords.isUsual(Texts.of(value).trim().toLowerCase(Locale.ROOT));
    }
}
