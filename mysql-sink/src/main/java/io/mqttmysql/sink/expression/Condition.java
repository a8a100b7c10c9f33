// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.value.BadValue;
import java.util.List;
import java.util.Optional;

/**
 * {@code when}: terms that must all hold. Those that look at an element of {@code rows} say which rows are made, the
 * others which records are taken.
 *
 * @param text as it was written; empty where there is no condition
 */
public record Condition(String text, List<ConditionTerm> terms) {
    public static final Condition NONE = new Condition("", List.of());

    public Condition {
        terms = List.copyOf(terms);
    }

    /**
     * @throws InvalidExpression when the text is not a condition; the message points at the place
     */
    public static Condition parse(String text) {
        return new ConditionParser(text).condition();
    }

    /**
     * The first term about the record that does not hold; empty where the record fulfils the condition.
     *
     * @throws BadValue when a term needs JSON and the payload is not JSON
     */
    public Optional<ConditionTerm> failingFor(RecordView view) {
        return failing(view, false);
    }

    /** Whether the view's element fulfils the terms about elements. */
    public boolean holdsForElement(RecordView view) {
        return failing(view, true).isEmpty();
    }

    private Optional<ConditionTerm> failing(RecordView view, boolean ofElement) {
        for (ConditionTerm term : terms) {
            if (term.isOfElement() == ofElement && !term.holds(view)) {
                return Optional.of(term);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
