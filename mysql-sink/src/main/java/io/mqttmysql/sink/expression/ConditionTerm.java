// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.expression.Source.HeaderValue;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.Steps;
import io.mqttmysql.sink.value.DeadEnd;
import io.mqttmysql.sink.value.JsonNumber;
import io.mqttmysql.sink.value.JsonText;
import io.mqttmysql.sink.value.Texts;
import io.mqttmysql.sink.value.Utf8;
import java.math.BigDecimal;
import java.util.List;

/**
 * One term of {@code when}.
 *
 * @param text as it was written
 * @param literals what {@link Test#EQUAL} and {@link Test#UNEQUAL} compare with; empty for the others
 */
public record ConditionTerm(String text, Source source, Steps steps, Test test, List<Literal> literals) {
    private static final int MAX_NUMBER_LENGTH = 1_000;

    /** How a value is looked at. */
    public enum Test {
        /** There is a value, and it is neither null nor false. */
        TRUE,
        /** There is none, or it is null or false. */
        NOT_TRUE,
        /** To one of the literals. */
        EQUAL,
        /** To none of them. */
        UNEQUAL
    }

    public ConditionTerm {
        literals = List.copyOf(literals);
        boolean areNumbers = !literals.isEmpty()
                && literals.stream().allMatch(literal -> literal.value() == null || literal.value() instanceof Number);
        steps = areNumbers ? steps.forNumbers() : steps;
    }

    boolean isOfElement() {
        return source.isOfElement();
    }

    boolean holds(RecordView view) {
        Object value = value(view);
        return switch (test) {
            case TRUE -> isTrue(value);
            case NOT_TRUE -> !isTrue(value);
            case EQUAL -> isOneOf(value);
            case UNEQUAL -> !isOneOf(value);
        };
    }

    /** A path that cannot go on is one that is not there: whoever asks does not rely on it. */
    private Object value(RecordView view) {
        try {
            Object value = source.read(view);
            return steps.isEmpty()
                    ? value
                    : steps.apply(value, view.steps(LocalClock.silent(steps.localTimes(), view.zone())));
        } catch (DeadEnd e) {
            return MISSING;
        }
    }

    /** Headers are texts, also where they mean false. */
    private boolean isTrue(Object value) {
        boolean isNothing = value == MISSING || value == null || Boolean.FALSE.equals(value);
        return !isNothing && !(source instanceof HeaderValue && "false".equals(value));
    }

    private boolean isOneOf(Object value) {
        return literals.stream().anyMatch(literal -> isEqual(value, literal.value()));
    }

    /** What is missing equals null. */
    private static boolean isEqual(Object value, Object wanted) {
        if (value == MISSING || value == null || wanted == null) {
            return (value == MISSING || value == null) && wanted == null;
        }
        return wanted instanceof Number number
                ? isNumber(value, number)
                : text(value).equals(String.valueOf(wanted));
    }

    private static boolean isNumber(Object value, Number wanted) {
        if (value instanceof Boolean) {
            return false;
        }
        String digits = text(value).trim();
        return digits.length() <= MAX_NUMBER_LENGTH
                && JsonNumber.matches(digits)
                && isSame(digits, new BigDecimal(wanted.toString()));
    }

    private static boolean isSame(String digits, BigDecimal wanted) {
        try {
            return new BigDecimal(digits).compareTo(wanted) == 0;
        } catch (NumberFormatException e) {
            return false; // an exponent beyond any number that could be written
        }
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return Utf8.decode(bytes);
        }
        if (value instanceof JsonText json) {
            return json.text();
        }
        return value instanceof Number number ? number.toString() : Texts.of(value);
    }

    @Override
    public String toString() {
        return text;
    }
}
