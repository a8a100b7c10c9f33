// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys and texts of one payload, in their order. */
final class Members {
    private final Map<String, Object> texts = new LinkedHashMap<>();

    /**
     * @throws BadValue when the payload has the key already: nobody knows which of the two is meant
     */
    void add(String key, String text) {
        if (texts.put(key, text) != null) {
            throw new BadValue("the payload has the key " + Quoted.of(key) + " twice");
        }
    }

    Map<String, Object> asObject() {
        return texts;
    }
}
