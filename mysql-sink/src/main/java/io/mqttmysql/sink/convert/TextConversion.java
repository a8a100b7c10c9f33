// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.expression.BadValue;

/**
 * Text columns.
 *
 * @param maxLength in characters, as MySQL counts them: code points
 */
record TextConversion(long maxLength) implements ColumnConversion {
    @Override
    public Object convert(Object value) {
        String text = Texts.of(value);
        if (text.length() > maxLength) {
            int characters = text.codePointCount(0, text.length());
            if (characters > maxLength) {
                throw new BadValue("the text has " + characters + " characters and the column takes " + maxLength);
            }
        }
        return text;
    }
}
