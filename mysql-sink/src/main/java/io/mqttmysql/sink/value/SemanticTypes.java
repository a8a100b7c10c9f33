// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What the change events of Debezium's MySQL and PostgreSQL connectors mean beyond Connect's own types, told by the
 * name of the schema (Debezium documentation, "Data type mappings"). Times without a zone are just that: local times.
 */
final class SemanticTypes {
    private static final String VARIABLE_SCALE_DECIMAL = "io.debezium.data.VariableScaleDecimal";
    private static final String SCALE = "scale";
    private static final String UNSCALED = "value";

    /**
     * Those of a thousand digits, Jackson's own limit for numbers in documents; writing out a million takes minutes.
     */
    private static final int MAX_UNSCALED_BYTES = 416;

    private static final String JSON = "io.debezium.data.Json";
    private static final String BITS = "io.debezium.data.Bits";

    private static final long MILLIS = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    private static final Map<String, LongFunction<Object>> TIMES = Map.of(
            "io.debezium.time.Date", LocalDate::ofEpochDay,
            "io.debezium.time.Time", count -> timeOfDay(count, MILLIS),
            "io.debezium.time.MicroTime", count -> timeOfDay(count, MICROS),
            "io.debezium.time.NanoTime", count -> timeOfDay(count, NANOS),
            "io.debezium.time.Timestamp", count -> timestamp(count, MILLIS),
            "io.debezium.time.MicroTimestamp", count -> timestamp(count, MICROS),
            "io.debezium.time.NanoTimestamp", count -> timestamp(count, NANOS));

    private SemanticTypes() {}

    /**
     * Whether the Struct stands for one number. The name alone says nothing: with JSON schemas the sender writes it.
     */
    public static boolean isNumber(Object value) {
        return value instanceof Struct struct
                && VARIABLE_SCALE_DECIMAL.equals(struct.schema().name())
                && has(struct, SCALE, Schema.Type.INT32)
                && has(struct, UNSCALED, Schema.Type.BYTES);
    }

    private static boolean has(Struct struct, String name, Schema.Type type) {
        Field field = struct.schema().field(name);
        return field != null && field.schema().type() == type;
    }

    /**
     * The exact number that the Struct stands for.
     *
     * @throws BadValue when a part of it is null or empty, or has more digits than a number in JSON may have
     */
    public static BigDecimal number(Struct struct) {
        Integer scale = struct.getInt32(SCALE);
        Object value = struct.get(UNSCALED);
        byte[] unscaled = value == null ? new byte[0] : ConnectData.bytes(value);
        if (scale == null || unscaled.length == 0) {
            throw new BadValue("the decimal has no " + (scale == null ? SCALE : UNSCALED));
        }
        if (unscaled.length > MAX_UNSCALED_BYTES) {
            throw new BadValue("the decimal's value has " + unscaled.length + " bytes, more than a number may have");
        }
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    /**
     * The value as its schema means it; the value itself where the schema says only its type.
     *
     * @throws BadValue when no time is so far away
     */
    public static Object meaning(Object value, Schema schema) {
        String name = schema == null ? null : schema.name();
        if (name == null) {
            return value;
        }
        if (value instanceof Number number && TIMES.containsKey(name)) {
            return time(number.longValue(), TIMES.get(name));
        }
        if (value instanceof String text && name.equals(JSON)) {
            return new JsonText(text);
        }
        boolean isBits = name.equals(BITS) && (value instanceof byte[] || value instanceof ByteBuffer);
        return isBits ? bits(ConnectData.bytes(value)) : value;
    }

    private static Object time(long count, LongFunction<Object> meaning) {
        try {
            return new EncodedTime(count, meaning.apply(count));
        } catch (DateTimeException e) {
            throw new BadValue("'" + count + "' is too large for a time");
        }
    }

    private static Object timeOfDay(long count, long perSecond) {
        return Duration.ofSeconds(
                Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * (NANOS / perSecond));
    }

    private static Object timestamp(long count, long perSecond) {
        int nanos = (int) (Math.floorMod(count, perSecond) * (NANOS / perSecond));
        return LocalDateTime.ofEpochSecond(Math.floorDiv(count, perSecond), nanos, ZoneOffset.UTC);
    }

    /** Up to 64 bits are a number, as in MySQL; the lowest byte stands first. */
    private static Object bits(byte[] bytes) {
        if (bytes.length > Long.BYTES) {
            return bytes;
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = bytes.length - 1; i >= 0; i--) {
            number = number.shiftLeft(Byte.SIZE).or(BigInteger.valueOf(bytes[i] & 0xFF));
        }
        return number;
    }
}
