// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Some texts stand for other values; any other text is not one of them. */
public record ValueMap(Map<String, Literal> values) implements Step {
    public ValueMap {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public Object apply(Object value, StepContext context) {
        String text = Texts.of(value);
        Literal literal = values.getOrDefault(text, values.get(text.trim()));
        if (literal == null) {
            throw new BadValue(Quoted.text(text) + " is not one of the texts that 'map' knows");
        }
        return literal.value();
    }
}
