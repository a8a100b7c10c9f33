// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.ConnectData;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.Place;
import io.mqttmysql.sink.value.Texts;

/** A text that is JSON itself, or the part of it that the path leads to. */
public record JsonPart(JsonPath path) implements Step {
    @Override
    public Object apply(Object value, StepContext context) {
        Object root = context.json().apply(Texts.of(value));
        return ConnectData.locate(path, new Place(root, null)).value();
    }

    @Override
    public boolean mayFindNothing() {
        return true;
    }
}
