// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.stack.LocalStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a sink is told that fills a {@link SinkTable}. */
record SinkSettings(LocalStack stack) {
    /** Ours, on the readings as they are; {@code batch} rows a statement and a poll. */
    Map<String, String> ours(Job job, String guarantee, int batch) {
        Map<String, String> config = any(job, batch);
        config.put("connector.class", "io.mqttmysql.sink.MySqlSinkConnector");
        config.put("connection.url", stack.mysql().jdbcUrl(job.name()));
        config.put("connection.user", stack.mysql().user());
        config.put("delivery.guarantee", guarantee);
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("insert.mode", "insert");
        config.put("table", SinkTable.NAME);
        for (String column : List.of("device", "temperature", "humidity", "battery", "rssi", "at")) {
            config.put("column." + column, "$." + column);
        }
        return config;
    }

    /** Anybody's. */
    Map<String, String> any(Job job, int batch) {
        Map<String, String> config = new HashMap<>();
        config.put("tasks.max", "1");
        config.put("topics", job.topic());
        config.put("connection.password", stack.mysql().password());
        config.put("batch.size", String.valueOf(batch));
        config.put("consumer.override.max.poll.records", String.valueOf(batch));
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }
}
