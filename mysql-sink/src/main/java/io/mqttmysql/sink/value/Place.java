// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import static io.mqttmysql.sink.value.Missing.MISSING;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * A value somewhere in a record, as the record holds it.
 *
 * @param raw {@link Missing#MISSING} where there is nothing
 * @param schema null where there is none
 */
public record Place(Object raw, Schema schema) {
    public static final Place NOWHERE = new Place(MISSING, null);

    /** The value in the package's vocabulary: an object or array is JSON text. */
    public Object value() {
        return raw == MISSING ? MISSING : ConnectData.plain(raw, schema);
    }

    public boolean isMissing() {
        return raw == MISSING;
    }

    /** Whether it is a text, a number, a truth value, bytes, a time or null. */
    public boolean isScalar() {
        return !ConnectData.isContainer(raw);
    }

    /** Whether it has fields. */
    public boolean isObject() {
        return ConnectData.isObject(raw);
    }

    /** Calls for every member of an object with its name, or every element of an array with its index, in order. */
    public void eachChild(BiConsumer<Object, Place> visitor) {
        if (raw instanceof Map<?, ?> map) {
            Schema values = ConnectData.elementSchema(schema);
            map.forEach((name, value) -> visitor.accept(String.valueOf(name), new Place(value, values)));
        } else if (raw instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                visitor.accept(field.name(), new Place(struct.get(field), field.schema()));
            }
        } else if (raw instanceof List<?> list) {
            Schema elements = ConnectData.elementSchema(schema);
            for (int i = 0; i < list.size(); i++) {
                visitor.accept((long) i, new Place(list.get(i), elements));
            }
        }
    }

    /** Calls for every field of an object; nothing else has fields. */
    public void eachField(Nesting nesting, BiConsumer<String, Place> visitor) {
        if (isObject()) {
            eachField("", nesting, visitor);
        }
    }

    private void eachField(String prefix, Nesting nesting, BiConsumer<String, Place> visitor) {
        eachChild((key, place) -> {
            String name = prefix + key;
            if (nesting == Nesting.FLATTENED && place.isObject()) {
                place.eachField(name + "_", nesting, visitor);
            } else {
                visitor.accept(name, place);
            }
        });
    }
}
