// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import static org.awaitility.Awaitility.await;

import io.mqttmysql.stack.LocalStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Broker to table for one test, everything named after it: topics {@code <name>/#}, a Kafka topic, a database with one
 * table, two connectors. Closing it deletes the connectors.
 */
public final class Pipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final String name;
    private final ReadingPublisher publisher;

    private Pipeline(LocalStack stack, String name) {
        this.stack = stack;
        this.name = name;
        this.publisher = new ReadingPublisher(stack.mqtt().uri(), name);
    }

    /** @param sinkSettings on top of the usual ones */
    public static Pipeline start(LocalStack stack, String name, Map<String, String> sinkSettings) {
        Pipeline pipeline = new Pipeline(stack, name);
        pipeline.createTable();
        stack.connect().put(pipeline.source(), pipeline.sourceConfig());
        Map<String, String> sink = pipeline.sinkConfig();
        sink.putAll(sinkSettings);
        stack.connect().put(pipeline.sink(), sink);
        stack.connect().awaitRunning(pipeline.source(), 1, PATIENCE);
        stack.connect().awaitRunning(pipeline.sink(), 1, PATIENCE);
        pipeline.awaitSubscription();
        return pipeline;
    }

    /** A RUNNING task may not have subscribed yet, and what is published before that reaches nobody. */
    private void awaitSubscription() {
        TopicReader topics = new TopicReader(stack.kafka().bootstrapServers());
        await().atMost(PATIENCE).until(() -> {
            publisher.publishRaw(name + "/probe/subscribed", new byte[0]);
            return !topics.read(name).isEmpty();
        });
    }

    public ReadingPublisher publisher() {
        return publisher;
    }

    public String name() {
        return name;
    }

    public String source() {
        return name + "-source";
    }

    public String sink() {
        return name + "-sink";
    }

    public String deadLetterTopic() {
        return name + "-dead-letters";
    }

    /** Waits until every acknowledged reading is in the table, then hands both to the check. */
    public HistoryCheck settle() {
        await().atMost(PATIENCE).ignoreException(SQLException.class).until(this::everythingArrived);
        return HistoryCheck.of(publisher.acknowledged(), stored());
    }

    private boolean everythingArrived() throws SQLException {
        Set<String> missing = new HashSet<>();
        publisher.acknowledged().forEach(r -> missing.add(r.device() + "/" + r.sequence()));
        rows().forEach(row ->
                missing.remove(row.reading().device() + "/" + row.reading().sequence()));
        return missing.isEmpty();
    }

    public List<StoredReading> stored() {
        try {
            return rows();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the test table", e);
        }
    }

    private List<StoredReading> rows() throws SQLException {
        List<StoredReading> rows = new ArrayList<>();
        try (Connection connection = stack.mysql().connect(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM readings")) {
            while (row.next()) {
                Reading reading = new Reading(
                        row.getString("device"), row.getLong("seq"), row.getString("value"), row.getString("note"));
                rows.add(new StoredReading(reading, row.getInt("part"), row.getLong("pos"), row.getLong("id")));
            }
        }
        return rows;
    }

    private void createTable() {
        execute("CREATE DATABASE " + name);
        execute("CREATE TABLE " + name + ".readings (id BIGINT AUTO_INCREMENT PRIMARY KEY, device VARCHAR(64) NOT NULL,"
                + " seq BIGINT NOT NULL, value DOUBLE NOT NULL, note VARCHAR(64) NOT NULL,"
                + " part INT NOT NULL, pos BIGINT NOT NULL)");
    }

    public void execute(String sql) {
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run " + sql, e);
        }
    }

    private Map<String, String> sourceConfig() {
        Map<String, String> config = converters();
        config.put("connector.class", "io.mqttmysql.source.MqttSourceConnector");
        config.put("tasks.max", "1");
        config.put("mqtt.server.uris", stack.mqtt().uri());
        config.put("mqtt.topic.filters", name + "/#");
        config.put("mqtt.reconnect.backoff.ms", "100");
        config.put("kafka.topic", name);
        config.put("topic.creation.default.partitions", "3");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("producer.override.enable.idempotence", "true");
        return config;
    }

    private Map<String, String> sinkConfig() {
        Map<String, String> config = converters();
        config.put("connector.class", "io.mqttmysql.sink.MySqlSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", name);
        config.put("connection.url", stack.mysql().jdbcUrl(name));
        config.put("connection.user", stack.mysql().user());
        config.put("connection.password", stack.mysql().password());
        config.put("connection.timeout.ms", "1000"); // a database that is away is given up after four of these
        config.put("retry.backoff.ms", "200");
        config.put("retry.backoff.max.ms", "1000");
        config.put("strategies", "readings");
        config.put("strategy.readings.match", name + "/{device}");
        config.put("strategy.readings.table", "readings");
        config.put("strategy.readings.column.device", "{device}");
        config.put("strategy.readings.column.seq", "$.seq");
        config.put("strategy.readings.column.value", "$.value");
        config.put("strategy.readings.column.note", "$.note");
        config.put("strategy.readings.column.part", "kafka.partition");
        config.put("strategy.readings.column.pos", "kafka.offset");
        return config;
    }

    private static Map<String, String> converters() {
        Map<String, String> config = new HashMap<>();
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }

    @Override
    public void close() {
        stack.connect().delete(source());
        stack.connect().delete(sink());
        publisher.close();
    }
}
