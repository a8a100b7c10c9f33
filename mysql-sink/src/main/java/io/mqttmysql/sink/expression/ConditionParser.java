// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.expression.ConditionTerm.Test;
import io.mqttmysql.sink.expression.Source.Constant;
import io.mqttmysql.sink.expression.Source.HeaderValue;
import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.grammar.LiteralParser;
import io.mqttmysql.sink.step.Step;
import io.mqttmysql.sink.step.StepParser;
import io.mqttmysql.sink.step.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code term AND term …}; a term is a path with its steps, alone, after {@code not}, or before
 * {@code = literal}, {@code != literal}, {@code in (literal, …)} or {@code not in (literal, …)}.
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
        boolean negated = takeNot();
        Source source = source();
        Steps steps = steps();
        int end = cursor.position();
        cursor.skipBlanks();
        if (OTHER_COMPARISONS.contains(String.valueOf(cursor.peek()))) {
            throw cursor.error("a condition compares by =, != and in (…) only");
        }
        Optional<Test> list = list(negated);
        if (list.isPresent()) {
            List<Literal> literals = literals();
            return new ConditionTerm(cursor.between(start, cursor.position()), source, steps, list.get(), literals);
        }
        Test test = cursor.take("!=") ? Test.UNEQUAL : Test.EQUAL;
        if (test == Test.EQUAL && !cursor.take("=")) {
            cursor.returnTo(end);
            Test bare = negated ? Test.NOT_TRUE : Test.TRUE;
            return new ConditionTerm(cursor.between(start, end), source, steps, bare, List.of());
        }
        if (negated) {
            throw cursor.errorAt(start, "'not' stands before a path alone or before in (…); for a comparison write !=");
        }
        if (cursor.peek() == '=') {
            throw cursor.error("one = compares");
        }
        cursor.skipBlanks();
        Literal literal = new LiteralParser(cursor).literal();
        return new ConditionTerm(cursor.between(start, cursor.position()), source, steps, test, List.of(literal));
    }

    private boolean takeNot() {
        int start = cursor.position();
        boolean isNot = cursor.takeWord().equalsIgnoreCase("not") && cursor.atBreak() && !cursor.atEnd();
        if (!isNot) {
            cursor.returnTo(start);
        }
        cursor.skipBlanks();
        return isNot;
    }

    private Steps steps() {
        List<Step> steps = new ArrayList<>();
        while (true) {
            int end = cursor.position();
            cursor.skipBlanks();
            int place = cursor.position();
            String word = cursor.takeWord();
            boolean isStep = word.equals("from") || word.equals("then");
            if (!isStep) {
                cursor.returnTo(end);
                return new Steps(steps);
            }
            if (word.equals("from") && !steps.isEmpty()) {
                throw cursor.errorAt(place, "'from' is the first step; further steps begin with then");
            }
            cursor.skipBlanks();
            StepParser parser = new StepParser(cursor);
            steps.add(word.equals("from") ? parser.encoding() : parser.step());
        }
    }

    /** {@code in} and {@code not in}, where one of them comes next. */
    private Optional<Test> list(boolean negated) {
        int start = cursor.position();
        String word = cursor.takeWord();
        boolean isInner = word.equalsIgnoreCase("not");
        if (isInner) {
            cursor.skipBlanks();
            word = cursor.takeWord();
        }
        if (!word.equalsIgnoreCase("in")) {
            cursor.returnTo(start);
            return Optional.empty();
        }
        if (isInner && negated) {
            throw cursor.errorAt(start, "one 'not' is enough");
        }
        return Optional.of(isInner || negated ? Test.UNEQUAL : Test.EQUAL);
    }

    private List<Literal> literals() {
        cursor.skipBlanks();
        cursor.require("(", "after 'in' comes a list; write for example in ('unknown', 'unavailable')");
        List<Literal> literals = new ArrayList<>();
        do {
            cursor.skipBlanks();
            literals.add(new LiteralParser(cursor).literal());
            cursor.skipBlanks();
        } while (cursor.take(","));
        cursor.require(")", "the list is not closed; write ) after the last literal, and a comma between two");
        return literals;
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
            throw cursor.error("after a path comes =, !=, in, from, then or AND");
        }
        return source;
    }
}
