// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.expression.BadValue;
import io.mqttmysql.sink.expression.Quoted;
import io.mqttmysql.sink.table.Column;
import java.util.regex.Pattern;

/**
 * ENUM and SET columns: text alone, which the server compares with its words. Never a number, and no text that is one
 * unless it is a word: the server would take the index of an ENUM's word, or the mask of a SET's (manual, "The ENUM
 * Type", "The SET Type").
 */
record WordConversion(Column column) implements ColumnConversion {
    /** What the server reads as a number where it is not one of the words. */
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d+\\s*");

    @Override
    public Object convert(Object value) {
        if (value instanceof Number) {
            throw refused(Quoted.of(value) + " is a number");
        }
        String text = Texts.of(value);
        if (NUMBER.matcher(text).matches() && !isWord(text)) {
            throw refused(Quoted.text(text) + " is a number");
        }
        return text;
    }

    private boolean isWord(String text) {
        return column.declaration().contains("'" + text.strip() + "'");
    }

    private static BadValue refused(String what) {
        return new BadValue(
                what + ", and the column takes one of its words; say which number is which word by 'from map'");
    }
}
