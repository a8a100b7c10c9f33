// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import io.mqttmysql.sink.value.JsonReader;

/** What paths find in a raw payload: {@code payload.format}. Immutable. */
public interface PayloadFormat {
    /**
     * @param raw String or byte[]
     * @return maps, lists and scalars; {@code Missing.MISSING} where the payload is empty
     * @throws io.mqttmysql.sink.value.BadValue when the payload is not written so
     */
    Object read(Object raw, JsonReader reader);
}
