// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import io.mqttmysql.history.Promise;
import io.mqttmysql.history.Stored;
import io.mqttmysql.stack.MySqlServer;
import java.util.HashMap;
import java.util.Map;

/**
 * The two connector files of a pipeline under test: as shipped, with times so short that an outage shows within
 * seconds.
 */
final class ConnectorSettings {
    private ConnectorSettings() {}

    static Map<String, String> source(PipelineOptions options) {
        Map<String, String> config = converters();
        config.put("connector.class", "io.mqttmysql.source.MqttSourceConnector");
        config.put("tasks.max", "1");
        config.put("mqtt.topic.filters", options.name() + "/#");
        config.put("mqtt.keep.alive.seconds", "5");
        config.put("mqtt.connect.timeout.ms", "5000");
        config.put("mqtt.reconnect.backoff.ms", "100");
        config.put("mqtt.reconnect.backoff.max.ms", "2000");
        config.put("kafka.topic", options.name());
        config.put("mqtt.empty.payload", "tombstone");
        config.put("topic.creation.default.partitions", "3");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("producer.override.enable.idempotence", "true");
        config.putAll(options.sourceSettings());
        return config;
    }

    static Map<String, String> sink(PipelineOptions options, MySqlServer server) {
        Map<String, String> config = converters();
        config.put("connector.class", "io.mqttmysql.sink.MySqlSinkConnector");
        config.put("tasks.max", String.valueOf(options.sinkTasks()));
        config.put("topics", options.name());
        config.put("connection.url", options.jdbcUrl());
        config.put("connection.user", server.user());
        config.put("connection.password", server.password());
        config.put("connection.timeout.ms", "1000"); // a database that is away is given up after four of these
        config.put("socket.timeout.ms", "5000");
        config.put("retry.backoff.ms", "200");
        config.put("retry.backoff.max.ms", "1000");
        config.put("delivery.guarantee", options.promise().setting());
        if (options.promise() == Promise.EXACTLY_ONCE) {
            config.put("consumer.override.isolation.level", "read_committed");
        }
        // a killed worker's partitions are free after six seconds instead of 45
        config.put("consumer.override.session.timeout.ms", "6000");
        config.put("consumer.override.heartbeat.interval.ms", "2000");
        strategies(config, options.name());
        deadLetters(config, options.name());
        config.putAll(options.sinkSettings());
        config.values().removeIf(String::isEmpty);
        return config;
    }

    /** Every insert.mode, and rows that are deleted. */
    private static void strategies(Map<String, String> config, String name) {
        config.put("strategies", "latest, first, known, marks, readings");
        kept(config, "latest", name + "/{device}", "upsert");
        kept(config, "first", name + "/{device}", "insert_if_absent");
        kept(config, "known", name + "/{device}", "update");
        kept(config, "marks", name + "/{device}" + Stored.Marks.TOPIC, "upsert");
        config.put("strategy.marks.delete.enabled", "true");
        config.put("strategy.readings.match", name + "/{device}");
        config.put("strategy.readings.table", "readings");
        config.put("strategy.readings.column.part", "kafka.partition");
        config.put("strategy.readings.column.pos", "kafka.offset");
        config.put("column.device", "{device}");
        config.put("column.seq", "$.seq");
        config.put("column.value", "$.value");
        config.put("column.note", "$.note");
    }

    /** A table with one row a device. */
    private static void kept(Map<String, String> config, String table, String match, String mode) {
        config.put("strategy." + table + ".match", match);
        config.put("strategy." + table + ".continue", "true");
        config.put("strategy." + table + ".table", table);
        config.put("strategy." + table + ".insert.mode", mode);
        config.put("strategy." + table + ".pk.fields", "device");
    }

    private static void deadLetters(Map<String, String> config, String name) {
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", Pipeline.deadLetters(name));
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
    }

    private static Map<String, String> converters() {
        Map<String, String> config = new HashMap<>();
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }
}
