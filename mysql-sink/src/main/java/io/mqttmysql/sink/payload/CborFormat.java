// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;

/** One CBOR document (RFC 8949). */
public record CborFormat() implements PayloadFormat {
    @Override
    public Object read(Object raw, JsonReader reader) {
        if (!(raw instanceof byte[] bytes)) {
            throw new BadValue("the payload came as text, and CBOR is bytes; set value.converter to"
                    + " org.apache.kafka.connect.converters.ByteArrayConverter");
        }
        return bytes.length == 0 ? MISSING : reader.readCbor(bytes);
    }
}
