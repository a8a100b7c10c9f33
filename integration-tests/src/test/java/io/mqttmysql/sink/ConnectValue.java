// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Values of every type that Connect has, out of the way in which the test tables write them. */
final class ConnectValue {
    private ConnectValue() {}

    /**
     * The schema is optional.
     *
     * @param type one of {@link Schema.Type}, a logical type's short name, NULL, or {@code x64} for 64 times a text
     */
    static SchemaAndValue of(String type, String text) {
        return switch (type) {
            case "INT8" -> value(SchemaBuilder.int8(), Byte.valueOf(text));
            case "INT16" -> value(SchemaBuilder.int16(), Short.valueOf(text));
            case "INT32" -> value(SchemaBuilder.int32(), Integer.valueOf(text));
            case "INT64" -> value(SchemaBuilder.int64(), Long.valueOf(text));
            case "FLOAT32" -> value(SchemaBuilder.float32(), Float.valueOf(text));
            case "FLOAT64" -> value(SchemaBuilder.float64(), Double.valueOf(text));
            case "BOOLEAN" -> value(SchemaBuilder.bool(), Boolean.valueOf(text));
            case "STRING" -> value(SchemaBuilder.string(), text);
            case "BYTES" -> value(SchemaBuilder.bytes(), HexFormat.of().parseHex(text));
            case "BUFFER" ->
                value(SchemaBuilder.bytes(), ByteBuffer.wrap(HexFormat.of().parseHex(text)));
            case "NULL" -> value(SchemaBuilder.string(), null);
            default -> logicalOrNested(type, text);
        };
    }

    private static SchemaAndValue logicalOrNested(String type, String text) {
        return switch (type) {
            case "DECIMAL" -> {
                BigDecimal number = new BigDecimal(text);
                yield value(Decimal.builder(number.scale()), number);
            }
            case "DATE" ->
                value(Date.builder(), date(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)));
            case "TIME" ->
                value(
                        Time.builder(),
                        date(LocalTime.parse(text).atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC)));
            case "TIMESTAMP" -> value(Timestamp.builder(), date(Instant.parse(text)));
            case "ARRAY" ->
                value(SchemaBuilder.array(Schema.STRING_SCHEMA), text.isEmpty() ? List.of() : List.of(text.split(",")));
            case "MAP" ->
                value(SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA), Map.of("a", Integer.valueOf(text)));
            case "STRUCT" -> struct(text);
            case "x63", "x64", "x255", "x256" ->
                value(SchemaBuilder.string(), text.repeat(Integer.parseInt(type.substring(1))));
            default -> throw new IllegalArgumentException("no type of Connect: " + type);
        };
    }

    private static SchemaAndValue struct(String text) {
        Schema schema = SchemaBuilder.struct()
                .field("name", Schema.STRING_SCHEMA)
                .field("at", Timestamp.builder().optional().build())
                .optional()
                .build();
        return new SchemaAndValue(
                schema, new Struct(schema).put("name", text).put("at", date(Instant.parse("2026-11-22T10:00:00.5Z"))));
    }

    private static SchemaAndValue value(SchemaBuilder schema, Object value) {
        return new SchemaAndValue(schema.optional().build(), value);
    }

    private static java.util.Date date(Instant instant) {
        return java.util.Date.from(instant);
    }
}
