// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.Iso8601Text;
import io.mqttmysql.sink.value.Texts;

/** ISO 8601 text. */
public record Iso8601(LocalTimes localTimes) implements Step {
    @Override
    public Object apply(Object value, StepContext context) {
        Object time = value instanceof String || value instanceof byte[]
                ? Iso8601Text.parse(Texts.of(value))
                : Times.temporal(value);
        return context.clock().placed(time, context.timestamp());
    }
}
