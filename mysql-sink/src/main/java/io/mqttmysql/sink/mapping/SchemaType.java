// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** The type of a column for the values of one schema: Connect's types, its logical ones, and Debezium's. */
final class SchemaType {
    /** MySQL's largest DECIMAL. */
    private static final int MAX_PRECISION = 65;

    private static final int MAX_SCALE = 30;
    private static final int MAX_BITS = 64;

    /** Set by Debezium and by Confluent's Avro converter. */
    private static final String PRECISION = "connect.decimal.precision";

    private static final Map<String, String> LOGICAL = Map.ofEntries(
            Map.entry(Date.LOGICAL_NAME, "DATE"),
            Map.entry(Time.LOGICAL_NAME, "TIME(3)"),
            Map.entry(Timestamp.LOGICAL_NAME, "DATETIME(3)"),
            Map.entry("io.debezium.time.Date", "DATE"),
            Map.entry("io.debezium.time.IsoDate", "DATE"),
            Map.entry("io.debezium.time.Time", "TIME(3)"),
            Map.entry("io.debezium.time.MicroTime", "TIME(6)"),
            Map.entry("io.debezium.time.NanoTime", "TIME(6)"),
            Map.entry("io.debezium.time.IsoTime", "TIME(6)"),
            Map.entry("io.debezium.time.ZonedTime", "TIME(6)"),
            Map.entry("io.debezium.time.Timestamp", "DATETIME(3)"),
            Map.entry("io.debezium.time.MicroTimestamp", "DATETIME(6)"),
            Map.entry("io.debezium.time.NanoTimestamp", "DATETIME(6)"),
            Map.entry("io.debezium.time.IsoTimestamp", "DATETIME(6)"),
            Map.entry("io.debezium.time.ZonedTimestamp", "DATETIME(6)"),
            Map.entry("io.debezium.time.Year", "YEAR"),
            Map.entry("io.debezium.data.Json", "JSON"),
            Map.entry("io.debezium.data.VariableScaleDecimal", "DECIMAL(" + MAX_PRECISION + "," + MAX_SCALE + ")"));

    private SchemaType() {}

    static String of(Schema schema) {
        String name = schema.name() == null ? "" : schema.name();
        if (name.equals(Decimal.LOGICAL_NAME)) {
            return decimal(parameter(schema, PRECISION), parameter(schema, Decimal.SCALE_FIELD));
        }
        if (name.equals("io.debezium.data.Bits")) {
            int bits = parameter(schema, "length");
            return bits > 0 && bits <= MAX_BITS ? "BIT(" + bits + ")" : "BLOB";
        }
        return LOGICAL.getOrDefault(name, plain(schema.type()));
    }

    private static String decimal(int precision, int scale) {
        boolean isKnown = precision > 0 && precision <= MAX_PRECISION && precision >= scale;
        int digits = isKnown ? precision : MAX_PRECISION;
        return "DECIMAL(" + digits + "," + Math.max(0, Math.min(scale, MAX_SCALE)) + ")";
    }

    private static int parameter(Schema schema, String name) {
        String value = schema.parameters() == null ? null : schema.parameters().get(name);
        return value != null && value.matches("-?\\d{1,9}") ? Integer.parseInt(value) : 0;
    }

    private static String plain(Schema.Type type) {
        return switch (type) {
            case INT8 -> "TINYINT";
            case INT16 -> "SMALLINT";
            case INT32 -> "INT";
            case INT64 -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case STRING -> "TEXT";
            case BYTES -> "BLOB";
            case ARRAY, MAP, STRUCT -> "JSON";
        };
    }
}
