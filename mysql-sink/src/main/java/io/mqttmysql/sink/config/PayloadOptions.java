// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/**
 * How payloads are read.
 *
 * @param maxDepth of nested JSON objects and arrays
 * @param maxBytes of a JSON document
 * @param maxRows of one record, over all its strategies
 * @param zone of DATETIME, DATE and TIME columns, and of texts without one
 */
public record PayloadOptions(int maxDepth, int maxBytes, int maxRows, ZoneId zone) {
    public static final String MAX_DEPTH = "json.max.depth";
    public static final String MAX_BYTES = "json.max.bytes";
    public static final String MAX_ROWS = "max.rows";
    public static final String ZONE = "db.timezone";

    private static final Validator ZONES = LambdaValidator.with(PayloadOptions::requireZone, () -> "a time zone");

    public static ConfigDef define(ConfigDef def) {
        def.define(
                MAX_DEPTH,
                Type.INT,
                64,
                Range.between(1, 1_000),
                Importance.LOW,
                "Nested objects and arrays of a JSON payload at most; a deeper one is a bad record.");
        def.define(
                MAX_BYTES,
                Type.INT,
                1_048_576,
                Range.atLeast(1),
                Importance.LOW,
                "Bytes of a JSON payload at most; a longer one is a bad record. Plain payloads are not bounded by it.");
        def.define(
                MAX_ROWS,
                Type.INT,
                1_000,
                Range.between(1, 100_000),
                Importance.LOW,
                "Rows that one record makes at most, over all its strategies; with more it is a bad record.");
        return def.define(ZONE, Type.STRING, "UTC", ZONES, Importance.MEDIUM, """
                Time zone of the times in DATE, TIME and DATETIME columns, and of texts that do not name one; for
                example UTC, +02:00 or Europe/Berlin. TIMESTAMP columns hold an instant whatever the zone. In a zone
                whose clocks are set back, two readings of the hour that comes twice have one DATETIME; UTC keeps them
                apart.""");
    }

    public static PayloadOptions from(AbstractConfig config) {
        return new PayloadOptions(
                config.getInt(MAX_DEPTH),
                config.getInt(MAX_BYTES),
                config.getInt(MAX_ROWS),
                ZoneId.of(config.getString(ZONE)));
    }

    private static void requireZone(String key, Object value) {
        try {
            ZoneId.of(String.valueOf(value));
        } catch (DateTimeException e) {
            throw new ConfigException(key, value, "not a time zone; write for example UTC, +02:00 or Europe/Berlin");
        }
    }
}
