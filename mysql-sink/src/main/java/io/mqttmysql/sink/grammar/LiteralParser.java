// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.grammar;

import io.mqttmysql.sink.value.JsonNumber;
import java.math.BigDecimal;

/** Reads {@code 'text'}, numbers as JSON writes them, {@code true}, {@code false} and {@code null}. */
public final class LiteralParser {
    private static final long MAX_EXPONENT = 1_000;

    private final Cursor cursor;

    public LiteralParser(Cursor cursor) {
        this.cursor = cursor;
    }

    public boolean startsHere() {
        char next = cursor.peek();
        return next == '\'' || next == '"' || next == '-' || next == '+' || (next >= '0' && next <= '9');
    }

    public Literal literal() {
        if (startsHere()) {
            return cursor.peek() == '\'' || cursor.peek() == '"' ? new Literal(text()) : number();
        }
        int place = cursor.position();
        String word = cursor.takeWord();
        return switch (word) {
            case "true" -> new Literal(true);
            case "false" -> new Literal(false);
            case "null" -> new Literal(null);
            default ->
                throw cursor.errorAt(
                        place, "a literal is expected: 'text', a number, true, false or null" + quoted(word));
        };
    }

    private static String quoted(String word) {
        return word.isEmpty() ? "" : "; for a text write '" + word + "'";
    }

    /** In single quotes; two of them are one quote. */
    public String text() {
        int start = cursor.position();
        if (cursor.peek() == '"') {
            throw cursor.errorAt(start, "a text stands in single quotes; write " + singleQuoted());
        }
        cursor.advance();
        StringBuilder text = new StringBuilder();
        while (cursor.startsWith("''") || cursor.peek() != '\'') {
            if (cursor.atEnd()) {
                throw cursor.errorAt(start, "the closing quote ' is missing");
            }
            text.append(cursor.peek());
            cursor.take("'");
            cursor.advance();
        }
        cursor.advance();
        return text.toString();
    }

    private String singleQuoted() {
        cursor.advance();
        String inside = cursor.takeWhile(c -> c != '"');
        return "'" + inside.replace("'", "''") + "'";
    }

    private Literal number() {
        int start = cursor.position();
        String digits =
                cursor.takeWhile(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '+' || c == '-'));
        if (!JsonNumber.matches(digits)) {
            throw cursor.errorAt(
                    start,
                    "'" + digits + "' is not a number as JSON writes it; for a text write '" + digits + "' in quotes");
        }
        BigDecimal number = new BigDecimal(digits);
        if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
            throw cursor.errorAt(start, "the number '" + digits + "' is out of range");
        }
        return new Literal(number.scale() == 0 && number.precision() <= 18 ? (Object) number.longValueExact() : number);
    }
}
