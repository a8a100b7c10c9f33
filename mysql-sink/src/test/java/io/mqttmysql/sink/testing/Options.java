// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.config.PoolOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.sink.config.WriteOptions;
import io.mqttmysql.sink.write.SinkWriterOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The writer's options as a configuration gives them: defaults, and what a test sets. */
public final class Options {
    private Options() {}

    /** @param settings names and values in turn */
    public static SinkWriterOptions of(String... settings) {
        Map<String, String> values = new HashMap<>();
        values.put("name", "house");
        values.put(ConnectionOptions.URL, "jdbc:mysql://localhost/home");
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        AbstractConfig config = new AbstractConfig(definition(), values, false);
        return new SinkWriterOptions(
                ConnectionOptions.from(config),
                PoolOptions.from(config),
                WriteOptions.from(config),
                DeliveryOptions.from(config),
                RetryOptions.from(config),
                "house",
                "house-0");
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        ConnectionOptions.define(definition);
        PoolOptions.define(definition);
        WriteOptions.define(definition);
        DeliveryOptions.define(definition);
        return RetryOptions.define(definition);
    }
}
