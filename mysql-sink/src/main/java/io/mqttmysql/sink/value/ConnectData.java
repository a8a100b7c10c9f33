// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.value.JsonPath.Index;
import io.mqttmysql.sink.value.JsonPath.Member;
import io.mqttmysql.sink.value.JsonPath.Step;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;

/** Finds and reads values in what Connect's converters make: Struct, Map, List and scalars; parsed JSON is the same. */
public final class ConnectData {
    private ConnectData() {}

    /**
     * Follows the path down; what is not there, or null on the way, is nowhere.
     *
     * @throws DeadEnd where a step meets something that it cannot lead on from
     */
    public static Place locate(JsonPath path, Place root) {
        Place place = root;
        for (Step step : path.steps()) {
            if (place.raw() == null || place.isMissing()) {
                return Place.NOWHERE;
            }
            if (!goesOn(place.raw(), step)) {
                throw DeadEnd.at(path, step, place);
            }
            place = new Place(below(place.raw(), step), schemaBelow(place.schema(), place.raw(), step));
        }
        return place;
    }

    /** Names are of objects, indexes of arrays; neither leads on from anything else. */
    private static boolean goesOn(Object value, Step step) {
        return step instanceof Member ? isObject(value) : value instanceof List;
    }

    static boolean isContainer(Object value) {
        return isObject(value) || value instanceof List;
    }

    public static boolean isObject(Object value) {
        return value instanceof Map || (value instanceof Struct && !SemanticTypes.isNumber(value));
    }

    public static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static Object below(Object value, Step step) {
        if (step instanceof Member member) {
            return member(value, member.name());
        }
        if (step instanceof Index index && value instanceof List<?> list) {
            int position = index.position() >= 0 ? index.position() : list.size() + index.position();
            return position >= 0 && position < list.size() ? list.get(position) : MISSING;
        }
        return MISSING;
    }

    private static Object member(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            Object found = map.get(name);
            return found != null || map.containsKey(name) ? found : MISSING;
        }
        if (value instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? MISSING : struct.get(field);
        }
        return MISSING;
    }

    private static Schema schemaBelow(Schema schema, Object value, Step step) {
        if (value instanceof Struct struct && step instanceof Member member) {
            Field field = struct.schema().field(member.name());
            return field == null ? null : field.schema();
        }
        return elementSchema(schema);
    }

    /** The schema of a map's values or an array's elements. */
    static Schema elementSchema(Schema schema) {
        boolean hasElements =
                schema != null && (schema.type() == Schema.Type.MAP || schema.type() == Schema.Type.ARRAY);
        return hasElements ? schema.valueSchema() : null;
    }

    /**
     * A scalar in the package's vocabulary. Connect's logical Date, Time and Timestamp are all java.util.Date and
     * differ by their schema alone (KIP-481 and {@code org.apache.kafka.connect.data}); others are told by
     * {@link SemanticTypes}.
     */
    public static Object plain(Object value, Schema schema) {
        if (value instanceof java.util.Date date) {
            Instant instant = Instant.ofEpochMilli(date.getTime());
            String logical = schema == null ? null : schema.name();
            if (Date.LOGICAL_NAME.equals(logical)) {
                return LocalDate.ofInstant(instant, ZoneOffset.UTC);
            }
            return Time.LOGICAL_NAME.equals(logical) ? LocalTime.ofInstant(instant, ZoneOffset.UTC) : instant;
        }
        if (isContainer(value)) {
            return new JsonText(JsonWriter.write(value, schema));
        }
        if (SemanticTypes.isNumber(value)) {
            return SemanticTypes.number((Struct) value);
        }
        Object meaning = SemanticTypes.meaning(value, schema);
        return meaning instanceof ByteBuffer ? bytes(meaning) : meaning;
    }
}
