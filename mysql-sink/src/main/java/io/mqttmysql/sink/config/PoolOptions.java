// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How connections are kept.
 *
 * @param size connections a task at most
 * @param maxLifetime of a connection; lowered by itself below what the session's wait_timeout allows
 */
public record PoolOptions(PoolMode mode, int size, Duration maxLifetime) {
    public static final String MODE = "connection.pool";
    public static final String SIZE = "connection.pool.size";
    public static final String MAX_LIFETIME = "connection.max.lifetime.ms";

    private static final int MIN_LIFETIME_MS = 1_000;

    public static ConfigDef define(ConfigDef def) {
        def.define(
                MODE,
                Type.STRING,
                "validated",
                ConfigDef.CaseInsensitiveValidString.in("validated", "recycled", "none"),
                Importance.MEDIUM,
                """
                validated: connections are kept, and pinged before every use. recycled: kept and aged out only.
                none: a new connection for each batch.""");
        def.define(
                SIZE,
                Type.INT,
                1,
                Range.between(1, 100),
                Importance.LOW,
                "Connections of one task at most. A task writes one batch at a time, so 1 is enough.");
        return def.define(MAX_LIFETIME, Type.LONG, 3_600_000L, Range.atLeast(MIN_LIFETIME_MS), Importance.LOW, """
                Milliseconds after which a connection is replaced by a new one; lowered by itself below the session's
                wait_timeout, which is 120 s, or what the server has where that is less.""");
    }

    public static PoolOptions from(AbstractConfig config) {
        return new PoolOptions(
                PoolMode.valueOf(config.getString(MODE).toUpperCase(Locale.ROOT)),
                config.getInt(SIZE),
                Duration.ofMillis(config.getLong(MAX_LIFETIME)));
    }
}
