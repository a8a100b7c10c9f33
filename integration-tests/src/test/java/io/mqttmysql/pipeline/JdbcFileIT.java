// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** connector-configs/examples/mysql-sink-jdbc.json, a file as the other JDBC sinks have it, on a worker with typed records. */
@ExtendWith(StackExtension.class)
class JdbcFileIT {
    private static final String NAME = "jdbc_file";
    private static final Path FILE = Path.of("..", "connector-configs", "examples", "mysql-sink-jdbc.json");
    private static final String KEY = """
            {"schema": {"type": "struct", "fields": [{"field": "id", "type": "int64"}]}, "payload": {"id": %d}}""";
    private static final String VALUE = """
            {"schema": {"type": "struct", "fields": [
              {"field": "id", "type": "int64"},
              {"field": "name", "type": "string", "optional": true},
              {"field": "country", "type": "string", "default": "DE"},
              {"field": "balance", "type": "bytes", "name": "org.apache.kafka.connect.data.Decimal", "version": 1,
               "parameters": {"scale": "2"}},
              {"field": "changed_at", "type": "int64", "name": "org.apache.kafka.connect.data.Timestamp", "version": 1},
              {"field": "secret", "type": "string"}]},
             "payload": {"id": %d, "name": "%s", "balance": "BNI=", "changed_at": 1700000000123, "secret": "x"}}""";

    private final LocalStack stack;

    JdbcFileIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void makesItsTableAndKeepsItLikeTheTopic() throws Exception {
        execute("CREATE DATABASE " + NAME);
        send(record(1, "Ann"), record(2, "Bob"), record(3, "Eve"), record(1, "Anna"), tombstone(2));
        stack.connect().put(NAME, config());
        try {
            await().ignoreExceptions() // no table yet
                    .until(() -> rows().size() == 2 && rows().get(0).contains("Anna"));

            assertThat(rows())
                    .containsExactly(
                            "1 Anna DE 12.34 2023-11-14 22:13:20.123", "3 Eve DE 12.34 2023-11-14 22:13:20.123");
            assertThat(stack.connect().status(NAME).isRunning()).isTrue();
        } finally {
            stack.connect().delete(NAME);
            execute("DROP DATABASE " + NAME);
        }
    }

    private static ProducerRecord<String, String> record(long id, String name) {
        return new ProducerRecord<>(NAME, KEY.formatted(id), VALUE.formatted(id, name));
    }

    private static ProducerRecord<String, String> tombstone(long id) {
        return new ProducerRecord<>(NAME, KEY.formatted(id), null);
    }

    @SafeVarargs
    private final void send(ProducerRecord<String, String>... records) throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(NAME, 1, (short) 1))).all().get();
            for (ProducerRecord<String, String> record : records) {
                producer.send(record).get();
            }
        }
    }

    private Map<String, String> config() throws IOException {
        Map<String, String> config =
                new ObjectMapper().readValue(FILE.toFile(), new TypeReference<Map<String, String>>() {});
        config.put("topics", NAME);
        config.put("connection.url", stack.mysql().jdbcUrl(NAME));
        return config;
    }

    /** All columns, so that a field too much would show. */
    private List<String> rows() throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = stack.mysql().connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM kafka_" + NAME + " ORDER BY id")) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(String.join(" ", row));
            }
        }
        return all;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
