// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonText;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.nio.charset.StandardCharsets;

/**
 * Binary columns: bytes as they are, text and JSON as UTF-8.
 *
 * @param maxLength in bytes
 */
record BinaryConversion(long maxLength) implements ColumnConversion {
    @Override
    public Object convert(Object value) {
        byte[] bytes = bytes(value);
        if (bytes.length > maxLength) {
            throw new BadValue("the value has " + bytes.length + " bytes and the column takes " + maxLength);
        }
        return bytes;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String || value instanceof JsonText) {
            return Texts.of(value).getBytes(StandardCharsets.UTF_8);
        }
        throw new BadValue(Quoted.of(value) + " is neither text nor bytes, but the column is binary");
    }
}
