// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.value.JsonReader;

/** One JSON document (RFC 8259). */
public record JsonFormat() implements PayloadFormat {
    @Override
    public Object read(Object raw, JsonReader reader) {
        String text = RawText.trimmed(raw);
        return text.isEmpty() ? MISSING : reader.read(text);
    }
}
