// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Texts;

/**
 * Text columns: what the column's character set has and what is no longer than the column.
 *
 * @param maxLength in characters, as MySQL counts them: code points; of TEXT and its like in bytes
 */
record TextConversion(long maxLength, Unit unit, CharacterSet characters) implements ColumnConversion {
    /** In what the length counts. */
    enum Unit {
        CHARACTERS,
        BYTES
    }

    private static final int MOST_BYTES_OF_CHAR = 3; // two chars are one character of four bytes

    static TextConversion of(Column column) {
        Unit unit = switch (column.type()) {
            case TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> Unit.BYTES;
            default -> Unit.CHARACTERS;
        };
        return new TextConversion(column.extent().length(), unit, CharacterSet.of(column));
    }

    /** Of a column of which only the server knows what it takes. */
    static TextConversion withoutLimit() {
        return new TextConversion(Long.MAX_VALUE, Unit.CHARACTERS, CharacterSet.UTF8MB4);
    }

    @Override
    public Object convert(Object value) {
        String text = Texts.of(value);
        characters.require(text);
        switch (unit) {
            case CHARACTERS -> requireCharacters(text);
            case BYTES -> requireBytes(text);
        }
        return text;
    }

    private void requireCharacters(String text) {
        if (text.length() > maxLength) {
            int length = text.codePointCount(0, text.length());
            if (length > maxLength) {
                throw new BadValue("the text has " + length + " characters and the column takes " + maxLength);
            }
        }
    }

    private void requireBytes(String text) {
        if ((long) text.length() * MOST_BYTES_OF_CHAR > maxLength) {
            long length = characters.bytes(text);
            if (length > maxLength) {
                throw new BadValue("the text has " + length + " bytes in " + characters.shownName()
                        + " and the column takes " + maxLength);
            }
        }
    }
}
