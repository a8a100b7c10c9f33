// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.grammar.LiteralParser;
import io.mqttmysql.sink.step.Encoding;
import io.mqttmysql.sink.step.Encoding.Plain;
import io.mqttmysql.sink.step.EncodingParser;
import java.util.List;
import java.util.Optional;

/**
 * Reads a column expression: {@code source [as type] [from encoding] [default literal]}.
 *
 * <p>A new encoding is a case of {@link #encoding} and of {@link Encoding}; a new part of the expression is a case of
 * {@link #part} and an entry of {@link #PARTS}.
 */
final class ExpressionParser {
    /** In the order in which they must stand. */
    private static final List<String> PARTS = List.of("as", "from", "default", "on");

    private final String text;
    private final Cursor cursor;
    private Optional<String> type = Optional.empty();
    private Encoding encoding = new Plain();
    private Optional<Literal> otherwise = Optional.empty();
    private OnError onError = OnError.REFUSE;

    ExpressionParser(String text) {
        this.text = text;
        this.cursor = new Cursor(text);
    }

    ColumnExpression expression() {
        cursor.skipBlanks();
        Source source = new SourceParser(cursor).source();
        int next = 0;
        for (endOfPart(); !cursor.atEnd(); endOfPart()) {
            next = part(next);
        }
        return new ColumnExpression(text.strip(), source, type, encoding, otherwise, onError);
    }

    private void endOfPart() {
        if (!cursor.atBreak()) {
            throw leftOver(cursor.position());
        }
        cursor.skipBlanks();
    }

    private InvalidExpression leftOver(int place) {
        cursor.returnTo(place);
        return switch (cursor.peek()) {
            case '*', '/', '+', '-' ->
                cursor.error("there is no arithmetic; store the device's unit and name it in the column");
            case ',' -> cursor.error("one column takes one expression");
            default -> cursor.error("expected 'as', 'from', 'default', 'on error null' or the end");
        };
    }

    /** Reads one part and returns the place in {@link #PARTS} from which the next may come. */
    private int part(int earliest) {
        int place = cursor.position();
        String word = cursor.takeWord();
        int rank = PARTS.indexOf(word);
        if (rank < 0) {
            throw leftOver(place);
        }
        if (rank < earliest) {
            throw cursor.errorAt(
                    place, "'" + word + "' is listed twice or too late; the order is: as, from, default, on error");
        }
        cursor.skipBlanks();
        switch (word) {
            case "as" -> type = Optional.of(new TypeParser(cursor).type());
            case "from" -> encoding = new EncodingParser(cursor).encoding();
            case "default" -> otherwise = Optional.of(new LiteralParser(cursor).literal());
            default -> onError = nullOnError();
        }
        return rank + 1;
    }

    private OnError nullOnError() {
        cursor.require("error", "write on error null");
        cursor.skipBlanks();
        int place = cursor.position();
        if (!cursor.takeWord().equals("null")) {
            throw cursor.errorAt(place, "'on error' gives null and nothing else; write on error null");
        }
        return OnError.NULL;
    }
}
