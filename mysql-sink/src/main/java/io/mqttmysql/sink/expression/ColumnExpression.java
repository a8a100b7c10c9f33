// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.step.Steps;
import java.util.Optional;

/**
 * What a column is filled with.
 *
 * @param text as it was written, for messages
 * @param type the {@code as}, in capitals; the type with which the table is to be created
 * @param steps the {@code from} and each {@code then}
 * @param otherwise the {@code default}: stands in for a value that is missing or null
 */
public record ColumnExpression(
        String text, Source source, Optional<String> type, Steps steps, Optional<Literal> otherwise, OnError onError) {

    /**
     * @throws InvalidExpression when the text is not an expression of the grammar; the message points at the place
     */
    public static ColumnExpression parse(String text) {
        return new ExpressionParser(text).expression();
    }
}
