// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.expression.ConditionTerm.Test;
import io.mqttmysql.sink.expression.Source.Constant;
import io.mqttmysql.sink.expression.Source.HeaderValue;
import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.grammar.LiteralParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@code term AND term …}; a term is {@code path}, {@code not path}, {@code path = literal},
 * {@code path != literal}.
 */
final class ConditionParser {
    private static final String RETAINED = "mqtt.retained";
    private static final Set<String> OTHER_COMPARISONS = Set.of("<", ">", "~");

    private final String text;
    private final Cursor cursor;

    ConditionParser(String text) {
        this.text = text.strip();
        this.cursor = new Cursor(this.text);
    }

    Condition condition() {
        List<ConditionTerm> terms = new ArrayList<>();
        terms.add(term());
        for (cursor.skipBlanks(); !cursor.atEnd(); cursor.skipBlanks()) {
            int place = cursor.position();
            String word = cursor.takeWord().toUpperCase(Locale.ROOT);
            if (!word.equals("AND") || !cursor.atBreak()) {
                throw cursor.errorAt(place, expectedAnd(word));
            }
            cursor.skipBlanks();
            terms.add(term());
        }
        return new Condition(text, terms);
    }

    private static String expectedAnd(String word) {
        return word.equals("OR")
                ? "terms are joined by AND only; write a second strategy for the other case"
                : "expected AND or the end";
    }

    private ConditionTerm term() {
        int start = cursor.position();
        boolean negated = cursor.take("not ");
        cursor.skipBlanks();
        Source source = source();
        int end = cursor.position();
        cursor.skipBlanks();
        if (OTHER_COMPARISONS.contains(String.valueOf(cursor.peek()))) {
            throw cursor.error("a condition compares by = and != only");
        }
        Test test = cursor.take("!=") ? Test.UNEQUAL : Test.EQUAL;
        if (test == Test.EQUAL && !cursor.take("=")) {
            cursor.returnTo(end);
            Test bare = negated ? Test.NOT_TRUE : Test.TRUE;
            return new ConditionTerm(cursor.between(start, end), source, bare, new Literal(null));
        }
        if (negated) {
            throw cursor.errorAt(start, "'not' stands before a path alone; for a comparison write !=");
        }
        if (cursor.peek() == '=') {
            throw cursor.error("one = compares");
        }
        cursor.skipBlanks();
        Literal literal = new LiteralParser(cursor).literal();
        return new ConditionTerm(cursor.between(start, cursor.position()), source, test, literal);
    }

    private Source source() {
        int start = cursor.position();
        if (cursor.take(RETAINED) && cursor.endsSource()) {
            return new HeaderValue(RETAINED);
        }
        cursor.returnTo(start);
        Source source = new SourceParser(cursor).source();
        if (source instanceof Constant) {
            throw cursor.errorAt(start, "a term begins with a path, for example $.state = 'ON'");
        }
        if (!cursor.endsSource()) {
            throw cursor.error("after a path comes =, != or AND");
        }
        return source;
    }
}
