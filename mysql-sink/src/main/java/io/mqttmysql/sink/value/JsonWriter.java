// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Structs, maps, lists and scalars as JSON text. Numbers keep their digits, bytes become base64, dates and times
 * ISO 8601 text.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /**
     * A value without a schema: a document of maps, lists and scalars, or one scalar.
     *
     * @throws BadValue for NaN and infinity, which JSON does not have, and for what is nested too deep
     */
    public static String write(Object value) {
        return write(value, null);
    }

    /**
     * @param schema of the value; null where there is none
     * @throws BadValue for NaN and infinity, which JSON does not have, and for what is nested too deep
     */
    public static String write(Object value, Schema schema) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            any(json, value, schema);
        } catch (StreamConstraintsException e) {
            throw new BadValue("it is nested too deep to be written as JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be written", e);
        }
        return text.toString();
    }

    private static void any(JsonGenerator json, Object value, Schema schema) throws IOException {
        if (SemanticTypes.isNumber(value)) {
            number(json, SemanticTypes.number((Struct) value));
        } else if (value instanceof Struct struct) {
            struct(json, struct);
        } else if (value instanceof Map<?, ?> map) {
            map(json, map, ConnectData.elementSchema(schema));
        } else if (value instanceof List<?> list) {
            list(json, list, ConnectData.elementSchema(schema));
        } else if (value instanceof Number number) {
            number(json, number);
        } else {
            textOrConstant(json, ConnectData.plain(value, schema));
        }
    }

    private static void struct(JsonGenerator json, Struct struct) throws IOException {
        json.writeStartObject();
        for (Field field : struct.schema().fields()) {
            json.writeFieldName(field.name());
            any(json, struct.get(field), field.schema());
        }
        json.writeEndObject();
    }

    private static void map(JsonGenerator json, Map<?, ?> map, Schema values) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            any(json, entry.getValue(), values);
        }
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, List<?> list, Schema elements) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            any(json, element, elements);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new BadValue("it holds " + number + ", which JSON does not have");
            }
            json.writeNumber(number.toString());
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void textOrConstant(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else {
            json.writeString(value.toString());
        }
    }
}
