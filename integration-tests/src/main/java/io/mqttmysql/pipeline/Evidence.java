// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import io.mqttmysql.history.Reading;
import io.mqttmysql.history.Stored;
import io.mqttmysql.history.Stored.Letter;
import io.mqttmysql.history.Stored.Marks;
import io.mqttmysql.history.Stored.Position;
import io.mqttmysql.history.Stored.Row;
import io.mqttmysql.history.Stored.Table;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
              seq BIGINT NOT NULL, value DOUBLE NOT NULL, note VARCHAR(64) NOT NULL);
            CREATE TABLE %1$s.`first` LIKE %1$s.latest;
            CREATE TABLE %1$s.known LIKE %1$s.latest;
            CREATE TABLE %1$s.marks LIKE %1$s.latest""";

    private final MySqlServer mySql;
    private final KafkaTopics topics;
    private final String name;

    Evidence(MySqlServer mySql, KafkaTopics topics, String name) {
        this.mySql = mySql;
        this.topics = topics;
        this.name = name;
    }

    /** @param devices that are known before they say anything */
    void createTables(List<String> devices) throws SQLException {
        try (Connection connection = mySql.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            for (String table : TABLES.formatted(name).split(";")) {
                statement.execute(table);
            }
            for (String device : devices) {
                statement.execute("INSERT INTO " + name + ".known VALUES ('" + device + "', 0, 0, '')");
            }
        }
    }

    Stored read() throws SQLException {
        Map<Position, Reading.Id> inKafka = new HashMap<>();
        List<ConsumerRecord<byte[], byte[]>> marks = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.read(name)) {
            if (topic(record).endsWith(Marks.TOPIC)) {
                marks.add(record);
            } else {
                reading(record)
                        .ifPresent(reading ->
                                inKafka.put(new Position(record.partition(), record.offset()), reading.id()));
            }
        }
        Map<Table, Map<String, Reading>> kept = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            kept.put(table, kept(table.name().toLowerCase(Locale.ROOT)));
        }
        return new Stored(inKafka, rows(), kept, new Marks(standing(marks), standing()), letters());
    }

    /** A device's marks change their partition where one is added, so that offsets alone do not tell which is last. */
    private static Map<String, Long> standing(List<ConsumerRecord<byte[], byte[]>> marks) {
        Map<String, Long> standing = new HashMap<>();
        marks.sort(Comparator.comparingLong(ConsumerRecord::timestamp)); // keeps the order of equal ones
        for (ConsumerRecord<byte[], byte[]> mark : marks) {
            String topic = topic(mark);
            String device = topic.substring(topic.indexOf('/') + 1, topic.length() - Marks.TOPIC.length());
            standing.compute(
                    device,
                    (key, before) -> reading(mark)
                            .map(reading -> reading.id().sequence())
                            .orElse(null));
        }
        return standing;
    }

    private Map<String, Long> standing() throws SQLException {
        Map<String, Long> standing = new HashMap<>();
        kept("marks")
                .forEach((device, reading) -> standing.put(device, reading.id().sequence()));
        return standing;
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

    /** By device; without those that have said nothing yet. */
    private Map<String, Reading> kept(String table) throws SQLException {
        Map<String, Reading> kept = new HashMap<>();
        try (Connection connection = mySql.connect(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM `" + table + "` WHERE seq > 0")) {
            while (row.next()) {
                Reading reading = reading(row);
                kept.put(reading.id().device(), reading);
            }
        }
        return kept;
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

    /** Empty for what is none: the probes before the load, and a mark that is taken away. */
    private static Optional<Reading> reading(ConsumerRecord<byte[], byte[]> record) {
        String topic = topic(record);
        return Optional.ofNullable(record.value())
                .flatMap(payload -> Reading.parse(topic.substring(topic.indexOf('/') + 1), payload));
    }

    private static String topic(ConsumerRecord<byte[], byte[]> record) {
        return KafkaTopics.header(record, "mqtt.topic");
    }
}
