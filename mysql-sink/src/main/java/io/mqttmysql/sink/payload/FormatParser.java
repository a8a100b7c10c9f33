// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.grammar.LiteralParser;

/** Reads {@code payload.format}, such as {@code json}, {@code csv ';'} and {@code keyvalue ',' ':'}. */
public final class FormatParser {
    private final Cursor cursor;
    private final LiteralParser literals;

    private FormatParser(String text) {
        this.cursor = new Cursor(text.strip());
        this.literals = new LiteralParser(cursor);
    }

    /**
     * @throws InvalidExpression when it is none of the formats; the message points at the place
     */
    public static PayloadFormat parse(String text) {
        FormatParser parser = new FormatParser(text);
        PayloadFormat format = parser.format();
        parser.cursor.skipBlanks();
        if (!parser.cursor.atEnd()) {
            throw parser.cursor.error("nothing follows here; write for example csv ';' or keyvalue ',' ':'");
        }
        return format;
    }

    private PayloadFormat format() {
        return switch (cursor.takeWord()) {
            case "json" -> new JsonFormat();
            case "csv" -> csv();
            case "keyvalue" -> keyValue();
            case "form" -> new FormFormat();
            case "cbor" -> new CborFormat();
            default -> throw cursor.errorAt(0, "write one of json, csv, keyvalue, form, cbor");
        };
    }

    private PayloadFormat csv() {
        int place = next();
        String separator = textOr(",");
        if (separator.length() != 1 || "\"\r\n".contains(separator)) {
            throw cursor.errorAt(
                    place, "the separator is one character and not a double quote; write for example csv ';'");
        }
        return new CsvFormat(separator.charAt(0));
    }

    private PayloadFormat keyValue() {
        int place = next();
        String separator = textOr(" ");
        next();
        String equals = textOr("=");
        if (separator.isEmpty() || equals.isEmpty() || equals.contains(separator)) {
            throw cursor.errorAt(
                    place,
                    "between entries stands another text than between key and value; write for example keyvalue ',' ':'");
        }
        return new KeyValueFormat(separator, equals);
    }

    private String textOr(String usual) {
        return cursor.peek() == '\'' ? literals.text() : usual;
    }

    private int next() {
        cursor.skipBlanks();
        return cursor.position();
    }
}
