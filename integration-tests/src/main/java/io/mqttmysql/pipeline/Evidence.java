// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import io.mqttmysql.history.Reading;
import io.mqttmysql.history.Stored;
import io.mqttmysql.history.Stored.Letter;
import io.mqttmysql.history.Stored.Position;
import io.mqttmysql.history.Stored.Row;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads, from outside, what a pipeline has stored. Every look is a connection of its own. */
final class Evidence {
    private static final String TABLES = """
            CREATE TABLE %1$s.readings (id BIGINT AUTO_INCREMENT PRIMARY KEY, device VARCHAR(64) NOT NULL,
              seq BIGINT NOT NULL, value DOUBLE NOT NULL, note VARCHAR(64) NOT NULL,
              part INT NOT NULL, pos BIGINT NOT NULL);
            CREATE TABLE %1$s.latest (device VARCHAR(64) COLLATE utf8mb4_bin PRIMARY KEY,
              seq BIGINT NOT NULL, value DOUBLE NOT NULL, note VARCHAR(64) NOT NULL)""";

    private final MySqlServer mySql;
    private final KafkaTopics topics;
    private final String name;

    Evidence(MySqlServer mySql, KafkaTopics topics, String name) {
        this.mySql = mySql;
        this.topics = topics;
        this.name = name;
    }

    void createTables() throws SQLException {
        try (Connection connection = mySql.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            for (String table : TABLES.formatted(name).split(";")) {
                statement.execute(table);
            }
        }
    }

    Stored read() throws SQLException {
        Map<Position, Reading.Id> inKafka = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.read(name)) {
            reading(record)
                    .ifPresent(reading -> inKafka.put(new Position(record.partition(), record.offset()), reading.id()));
        }
        return new Stored(inKafka, rows(), latest(), letters());
    }

    /** Rows of the history table. */
    long rowCount() throws SQLException {
        try (Connection connection = mySql.connect(name);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT COUNT(*) FROM readings")) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** What has become a row or a dead letter so far. */
    Set<Reading.Id> arrived() throws SQLException {
        Set<Reading.Id> arrived = new HashSet<>();
        rows().forEach(row -> arrived.add(row.reading().id()));
        letters().forEach(letter -> letter.reading().ifPresent(reading -> arrived.add(reading.id())));
        return arrived;
    }

    private List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = mySql.connect(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM readings ORDER BY id")) {
            while (row.next()) {
                rows.add(new Row(reading(row), new Position(row.getInt("part"), row.getLong("pos"))));
            }
        }
        return rows;
    }

    private Map<String, Reading> latest() throws SQLException {
        Map<String, Reading> latest = new HashMap<>();
        try (Connection connection = mySql.connect(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM latest")) {
            while (row.next()) {
                Reading reading = reading(row);
                latest.put(reading.id().device(), reading);
            }
        }
        return latest;
    }

    private static Reading reading(ResultSet row) throws SQLException {
        Reading.Id id = new Reading.Id(row.getString("device"), row.getLong("seq"));
        return new Reading(id, String.valueOf(row.getDouble("value")), row.getString("note"));
    }

    private List<Letter> letters() {
        return topics.read(Pipeline.deadLetters(name)).stream()
                .map(record -> new Letter(
                        reading(record),
                        new Position(
                                Integer.parseInt(KafkaTopics.header(record, "__connect.errors.partition")),
                                Long.parseLong(KafkaTopics.header(record, "__connect.errors.offset"))),
                        KafkaTopics.header(record, "__connect.errors.exception.message")))
                .toList();
    }

    /** Empty for what is none: the probes before the load. */
    private Optional<Reading> reading(ConsumerRecord<byte[], byte[]> record) {
        String topic = KafkaTopics.header(record, "mqtt.topic");
        return Reading.parse(topic.substring(topic.indexOf('/') + 1), record.value());
    }
}
