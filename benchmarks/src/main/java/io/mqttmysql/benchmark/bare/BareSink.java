// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.bare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka to MySQL: one consumer, one connection, multi-row inserts of up to 3000 rows, a transaction each, at least
 * once.
 */
public final class BareSink {
    private static final String INSERT =
            "INSERT INTO readings (device, temperature, humidity, battery, rssi, at) VALUES (?, ?, ?, ?, ?, ?)";
    private static final ObjectMapper JSON = new ObjectMapper();

    private BareSink() {}

    /** @param arguments Kafka's address, topic, consumer group, JDBC URL, user, password */
    public static void main(String[] arguments) throws SQLException, IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                arguments[0],
                "group.id",
                arguments[2],
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                3000);
        String url = arguments[3] + "?rewriteBatchedStatements=true";
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                Connection connection = DriverManager.getConnection(url, arguments[4], arguments[5]);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            consumer.subscribe(List.of(arguments[1]));
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
                if (!records.isEmpty()) {
                    write(records, insert);
                    connection.commit();
                    consumer.commitAsync();
                }
            }
        }
    }

    private static void write(ConsumerRecords<byte[], byte[]> records, PreparedStatement insert)
            throws SQLException, IOException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            JsonNode reading = JSON.readTree(record.value());
            insert.setString(1, reading.get("device").textValue());
            insert.setDouble(2, reading.get("temperature").doubleValue());
            insert.setDouble(3, reading.get("humidity").doubleValue());
            insert.setInt(4, reading.get("battery").intValue());
            insert.setInt(5, reading.get("rssi").intValue());
            insert.setLong(6, reading.get("at").longValue());
            insert.addBatch();
        }
        insert.executeBatch();
    }
}
