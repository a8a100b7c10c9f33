// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** connector-configs/dead-letters.json takes every letter, however strange: nobody is left to put it aside. */
@ExtendWith(StackExtension.class)
class DeadLettersFileIT {
    private static final String NAME = "strange_letters";
    private static final Path FOLDER = Path.of("..", "connector-configs");
    private static final Pattern TABLE = Pattern.compile("(?s)CREATE TABLE IF NOT EXISTS dead_letters.*?;");

    private final LocalStack stack;

    DeadLettersFileIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void aStrangeLetterIsARowToo() throws Exception {
        byte[] noText = {(byte) 0xff, 0, (byte) 0xfe};
        byte[] large = new byte[900_000];
        Arrays.fill(large, (byte) 'x');
        String longReason = "because ".repeat(20_000);
        String longTopic = "Home/" + "x".repeat(60_000);
        execute("CREATE DATABASE " + NAME, "USE " + NAME, table());
        send(
                letter("plain".getBytes(StandardCharsets.UTF_8), "Home/bath", "no number"),
                letter(noText, longTopic, longReason),
                letter(large, "Küche/\u0001🌡", ""),
                new ProducerRecord<>(NAME, null, null)); // of nobody, without anything

        stack.connect().put(NAME, config());
        try {
            await().until(() -> rows().size() == 4);

            assertThat(stack.connect().status(NAME).isRunning()).isTrue();
            assertThat(rows())
                    .containsExactly(
                            List.of("Home/bath", "plain", "no number", "home", "2", "41"),
                            List.of(longTopic, text(noText), longReason, "home", "2", "41"),
                            List.of("Küche/\u0001🌡", text(large), "", "home", "2", "41"),
                            List.of("null", "null", "null", "null", "null", "null"));
        } finally {
            stack.connect().delete(NAME);
        }
    }

    @SafeVarargs
    private final void send(ProducerRecord<byte[], byte[]>... letters) throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(NAME, 1, (short) 1))).all().get();
            for (ProducerRecord<byte[], byte[]> letter : letters) {
                producer.send(letter).get();
            }
        }
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.ISO_8859_1);
    }

    private static ProducerRecord<byte[], byte[]> letter(byte[] payload, String mqttTopic, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(NAME, payload);
        Map.of(
                        "mqtt.topic", mqttTopic,
                        "__connect.errors.exception.message", reason,
                        "__connect.errors.topic", "home",
                        "__connect.errors.partition", "2",
                        "__connect.errors.offset", "41")
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    private Map<String, String> config() throws IOException {
        Map<String, String> config = new ObjectMapper()
                .readValue(FOLDER.resolve("dead-letters.json").toFile(), new TypeReference<Map<String, String>>() {});
        config.put("topics", NAME);
        config.put("connection.url", stack.mysql().jdbcUrl(NAME));
        return config;
    }

    private static String table() throws IOException {
        Matcher table = TABLE.matcher(Files.readString(FOLDER.resolve("tables.sql")));
        assertThat(table.find()).isTrue();
        return table.group();
    }

    private List<List<String>> rows() throws SQLException {
        List<List<String>> all = new ArrayList<>();
        String sql =
                "SELECT mqtt_topic, CONVERT(payload USING latin1), reason, kafka_topic, kafka_partition, kafka_offset"
                        + " FROM dead_letters ORDER BY id";
        try (Connection connection = stack.mysql().connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= 6; i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                all.add(row);
            }
        }
        return all;
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
