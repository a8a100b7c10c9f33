// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.payload.Payload;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.ConnectData;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.JsonPath.Member;
import io.mqttmysql.sink.value.Nesting;
import io.mqttmysql.sink.value.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The key of a record as {@code pk.mode=record_key} sees it. A Struct or Map has fields; a text or bytes is one value
 * where only one is asked for, else it must be a JSON object; anything else is one value.
 */
public final class KeyFields {
    private KeyFields() {}

    /**
     * The names of all fields: a Struct's in their order, a Map's in alphabetical order, as it has none of its own.
     *
     * @throws BadValue when the key has no fields
     */
    public static List<String> names(RecordView view) {
        requireKey(view.key().whole());
        Place object = object(view.key());
        List<String> names = new ArrayList<>();
        object.eachField(Nesting.KEPT, (name, place) -> names.add(name));
        if (object.raw() instanceof Map) {
            names.sort(null);
        }
        if (names.isEmpty()) {
            throw withoutFields();
        }
        return names;
    }

    /** A key of text may be any text. */
    private static Place object(Payload key) {
        try {
            return key.isText() ? key.locate(JsonPath.ROOT) : key.whole();
        } catch (BadValue e) {
            throw withoutFields();
        }
    }

    private static BadValue withoutFields() {
        return new BadValue("pk.mode is record_key and the record's key has no fields; name the column that takes the"
                + " whole key in pk.fields");
    }

    static Place part(Payload key, String name, boolean isWholeKey) {
        requireKey(key.whole());
        boolean isValue = key.isText() ? isWholeKey : !key.whole().isObject();
        if (!isValue) {
            return member(key, name);
        }
        if (!isWholeKey) {
            throw new BadValue("the record's key is a single value, and pk.fields names several columns; name one");
        }
        return key.whole();
    }

    private static Place member(Payload key, String name) {
        Place object = object(key);
        Place member = object.isObject()
                ? ConnectData.locate(new JsonPath(name, List.of(new Member(name))), object)
                : Place.NOWHERE;
        if (member.isMissing()) {
            throw new BadValue("the record's key has no field '" + name + "'");
        }
        return member;
    }

    private static void requireKey(Place key) {
        if (key.raw() == null || key.raw() == MISSING) {
            throw new BadValue("pk.mode is record_key and the record has no key");
        }
    }
}
