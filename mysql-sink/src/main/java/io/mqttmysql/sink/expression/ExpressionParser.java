// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.grammar.LiteralParser;
import io.mqttmysql.sink.step.Step;
import io.mqttmysql.sink.step.StepParser;
import io.mqttmysql.sink.step.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a column expression: {@code source [from encoding] {then step} [default literal] [on error null]}, with
 * {@code as type} anywhere before {@code default}.
 *
 * <p>A new step is a case of {@link StepParser}; a new part of the expression is a case of {@link #part} and an entry
 * of {@link #PARTS}.
 */
final class ExpressionParser {
    /** In the order in which they must stand. */
    private static final List<String> PARTS = List.of("from", "then", "default", "on");

    private static final int LAST_STEP = PARTS.indexOf("default");

    private final String text;
    private final Cursor cursor;
    private Optional<String> type = Optional.empty();
    private final List<Step> steps = new ArrayList<>();
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
        return new ColumnExpression(text.strip(), source, type, new Steps(steps), otherwise, onError);
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
                cursor.error("a calculation is a step: then scale 0.1, then offset -40; two values are not combined");
            case ',' -> cursor.error("one column takes one expression");
            default -> cursor.error("expected 'as', 'from', 'then', 'default', 'on error null' or the end");
        };
    }

    /** Reads one part and returns the place in {@link #PARTS} from which the next may come. */
    private int part(int earliest) {
        int place = cursor.position();
        String word = cursor.takeWord();
        cursor.skipBlanks();
        if (word.equals("as") && type.isEmpty() && earliest <= LAST_STEP) {
            type = Optional.of(new TypeParser(cursor).type());
            return earliest;
        }
        int rank = PARTS.indexOf(word);
        if (rank < 0 && !word.equals("as")) {
            throw leftOver(place);
        }
        if (rank < earliest) {
            throw cursor.errorAt(
                    place,
                    "'" + word + "' is listed twice or too late; the order is: from, then, default, on error, with as"
                            + " anywhere before default"
                            + (word.equals("from") ? "; further steps begin with then" : ""));
        }
        switch (word) {
            case "from" -> steps.add(new StepParser(cursor).encoding());
            case "then" -> steps.add(new StepParser(cursor).step());
            case "default" -> otherwise = Optional.of(new LiteralParser(cursor).literal());
            default -> onError = nullOnError();
        }
        return word.equals("then") ? rank : rank + 1;
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
