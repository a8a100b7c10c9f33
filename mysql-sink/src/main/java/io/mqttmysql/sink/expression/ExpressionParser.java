// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.expression.Encoding.Epoch;
import io.mqttmysql.sink.expression.Encoding.Iso8601;
import io.mqttmysql.sink.expression.Encoding.Plain;
import io.mqttmysql.sink.expression.Encoding.Unit;
import java.time.DateTimeException;
import java.time.ZoneId;
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

    private static final List<String> LATER_ENCODINGS = List.of("pattern", "base64", "hex", "boolean", "map");
    private static final String NOT_AVAILABLE = " is not available in this version";

    private final String text;
    private final Cursor cursor;
    private Optional<String> type = Optional.empty();
    private Encoding encoding = new Plain();
    private Optional<Literal> otherwise = Optional.empty();

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
        return new ColumnExpression(text.strip(), source, type, encoding, otherwise);
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
            default -> cursor.error("expected 'as', 'from', 'default' or the end");
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
            throw cursor.errorAt(place, "'" + word + "' stands twice or too late; the order is: as, from, default");
        }
        cursor.skipBlanks();
        switch (word) {
            case "as" -> type = Optional.of(new TypeParser(cursor).type());
            case "from" -> encoding = encoding();
            case "default" -> otherwise = Optional.of(new LiteralParser(cursor).literal());
            default -> throw cursor.errorAt(place, "'on error null'" + NOT_AVAILABLE);
        }
        return rank + 1;
    }

    private Encoding encoding() {
        int place = cursor.position();
        String word = cursor.takeWord();
        if (LATER_ENCODINGS.contains(word)) {
            throw cursor.errorAt(place, "'from " + word + "'" + NOT_AVAILABLE);
        }
        return switch (word) {
            case "epoch_s" -> new Epoch(Unit.SECONDS);
            case "epoch_ms" -> new Epoch(Unit.MILLISECONDS);
            case "epoch_us" -> new Epoch(Unit.MICROSECONDS);
            case "iso8601" -> new Iso8601(zone());
            default -> throw cursor.errorAt(place, "after 'from' comes one of epoch_s, epoch_ms, epoch_us, iso8601");
        };
    }

    private Optional<ZoneId> zone() {
        int end = cursor.position();
        cursor.skipBlanks();
        if (!cursor.take("in ")) {
            cursor.returnTo(end);
            return Optional.empty();
        }
        cursor.skipBlanks();
        int place = cursor.position();
        String name = cursor.takeWhile(c -> c != ' ' && c != '\t');
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            throw cursor.errorAt(
                    place, "'" + name + "' is not a time zone; write for example UTC, +02:00 or Europe/Berlin");
        }
    }
}
