// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.util.Base64;

/** Bytes as base64 text, also in its URL form, without padding and on several lines, as mail has it. */
public record Base64Text() implements Step {
    @Override
    public Object apply(Object value, StepContext context) {
        String text = Texts.of(value).trim();
        try {
            return Base64.getDecoder()
                    .decode(text.replaceAll("[\r\n]", "").replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new BadValue(Quoted.text(text) + " is not base64");
        }
    }
}
