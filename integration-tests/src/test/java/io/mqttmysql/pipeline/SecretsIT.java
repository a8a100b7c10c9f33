// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.ConnectWorker;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.rmi.UnmarshalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The database's password, right or wrong, is in no log at any level, no answer of the REST API, no bean and no header of a
 * dead letter. Given by reference, as the documents say.
 */
@ExtendWith(StackExtension.class)
class SecretsIT {
    private static final String RIGHT = "canary-right-5c1d";
    private static final String WRONG = "canary-wrong-5c1d";
    private static final List<String> LOGGERS = List.of("io.mqttmysql", "com.zaxxer.hikari", "com.mysql", "root");

    private final LocalStack stack;
    private final ConnectClient connect;

    SecretsIT(LocalStack stack) {
        this.stack = stack;
        this.connect = stack.connect();
    }

    @BeforeEach
    void create() throws SQLException, IOException {
        Files.writeString(
                stack.directory().resolve("canary.properties"),
                "user=secretive\nright=" + RIGHT + "\nwrong=" + WRONG + "\n");
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE secrets");
            statement.execute("CREATE TABLE secrets.t (n BIGINT, value TINYINT NOT NULL)");
            statement.execute("CREATE USER secretive@'%' IDENTIFIED BY '" + RIGHT + "'");
            statement.execute("GRANT ALL ON secrets.* TO secretive@'%'");
        }
        for (String logger : LOGGERS) {
            setLevel(logger, "TRACE");
        }
    }

    private void setLevel(String logger, String level) {
        connect.send(
                "PUT",
                "/admin/loggers/" + logger,
                JsonNodeFactory.instance.objectNode().put("level", level));
    }

    @AfterEach
    void putBack() throws SQLException {
        LOGGERS.forEach(logger -> setLevel(logger, "INFO"));
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE secrets");
            statement.execute("DROP USER secretive@'%'");
        }
    }

    @Test
    void areNowhere() throws Exception {
        send("7", "no number");
        connect.put("secret-right", config("right"));
        Map<String, String> unchecked = config("wrong");
        unchecked.put("validate.connection", "false");
        unchecked.put("configuration.retry.ms", "0");
        connect.put("secret-wrong", unchecked);
        try (KafkaTopics topics = new KafkaTopics(stack.kafka().bootstrapServers())) {
            await().until(() -> rows() == 1 && topics.count("secrets-letters") > 0);
            await().until(() -> connect.status("secret-wrong").hasFailedTask());
            assertThat(connect.status("secret-wrong").trace()).contains("MySQL refuses user 'secretive'");

            List<String> shown = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> letter : topics.read("secrets-letters")) {
                letter.headers().forEach(header -> shown.add(text(header.value())));
            }
            for (String name : List.of("secret-right", "secret-wrong")) {
                shown.add(connect.status(name).trace());
                shown.add(connect.get("/connectors/" + name).toString());
                shown.add(connect.get("/connectors/" + name + "/status").toString());
                shown.add(connect.get("/connectors/" + name + "/tasks").toString());
            }
            shown.addAll(errors(connect.validate(unsound()), "connection.user and connection.password"));
            shown.addAll(errors(connect.validate(config("wrong")), "MySQL refuses user 'secretive'"));
            for (ConnectWorker worker : stack.workers()) {
                shown.addAll(beans(worker));
                shown.add(Files.readString(worker.log(), StandardCharsets.ISO_8859_1));
            }
            assertThat(shown).as("the log at its finest").anyMatch(text -> text.contains(" TRACE "));
            assertThat(shown).hasSizeGreaterThan(100).noneMatch(text -> text.contains(RIGHT) || text.contains(WRONG));
        } finally {
            connect.delete("secret-right");
            connect.delete("secret-wrong");
        }
    }

    /** Connect hides what is wrong with a value that a provider brings. */
    @Test
    void aLoginByReferenceThatIsRefusedIsToldInTheLog() throws IOException {
        Map<String, String> config = config("wrong");
        config.put("connection.user", reference("user"));
        String sentence = "secret-refused - MySQL refuses this configuration, for connection.user: MySQL refuses user"
                + " 'secretive'";
        config.put("name", "secret-refused");

        JsonNode answer = connect.validate(config);

        assertThat(answer.path("error_count").asInt()).isEqualTo(1);
        assertThat(Files.readString(stack.workers().get(0).log(), StandardCharsets.ISO_8859_1))
                .contains(sentence)
                .doesNotContain(WRONG);
    }

    /** A variable, and a file, that no connector is to see. */
    @Test
    void aReferenceBeyondWhatTheProvidersMayReadStaysUnresolved() {
        for (String reference : List.of("${env:HOME}", "${file:/etc/passwd:root}")) {
            Map<String, String> config = config("right");
            config.put("connection.user", reference);

            String answer = connect.validate(config).toString();

            assertThat(answer)
                    .contains("the worker did not resolve the reference " + reference)
                    .contains("allowlist.pattern or allowed.paths")
                    .doesNotContain(System.getProperty("user.home"));
        }
    }

    private void send(String... payloads) throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic("secrets", 1, (short) 1)))
                    .all()
                    .get();
            for (String payload : payloads) {
                producer.send(new ProducerRecord<>("secrets", payload.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private Map<String, String> config(String password) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", "io.mqttmysql.sink.MySqlSinkConnector",
                "tasks.max", "1",
                "topics", "secrets",
                "connection.url", stack.mysql().jdbcUrl("secrets"),
                "connection.user", "secretive",
                "connection.password", reference(password),
                "connection.timeout.ms", "2000",
                "table", "t",
                "column.n", "kafka.offset",
                "column.value", "payload"));
        config.putAll(Map.of(
                "errors.tolerance", "all",
                "errors.log.enable", "true",
                "errors.deadletterqueue.topic.name", "secrets-letters",
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
        return config;
    }

    private String reference(String key) {
        return "${file:" + stack.directory().resolve("canary.properties") + ":" + key + "}";
    }

    /** Every key that may hold a password does, and nothing fits. */
    private Map<String, String> unsound() {
        Map<String, String> config = config("right");
        config.put("connection.url", "jdbc:mysql://me:" + RIGHT + "@h/db?password=" + RIGHT);
        config.put("connection.password", RIGHT);
        config.put("connection.ssl.truststore.password", WRONG);
        return config;
    }

    private static List<String> errors(JsonNode validated, String expected) {
        List<String> errors = new ArrayList<>();
        validated.findValues("errors").forEach(error -> errors.add(error.toString()));
        assertThat(errors).anyMatch(error -> error.contains(expected));
        return errors;
    }

    private static List<String> beans(ConnectWorker worker) throws Exception {
        List<String> shown = new ArrayList<>();
        return WorkerJmx.ask(worker, beans -> {
            for (ObjectName name : beans.queryNames(null, null)) {
                boolean isOfJvm =
                        name.getDomain().startsWith("java.") || name.getDomain().startsWith("com.sun.");
                if (!isOfJvm) {
                    shown.add(name + " " + attributes(beans, name));
                }
            }
            return shown;
        });
    }

    private static List<String> attributes(MBeanServerConnection beans, ObjectName name)
            throws IOException, JMException {
        List<String> shown = new ArrayList<>();
        for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
            try {
                shown.add(attribute.getName() + "=" + beans.getAttribute(name, attribute.getName()));
            } catch (UnmarshalException e) {
                shown.add(attribute.getName()); // an enum of Connect itself, whose classes are not here
            }
        }
        return shown;
    }

    private long rows() throws SQLException {
        try (Connection connection = stack.mysql().connect("secrets");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static String text(byte[] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
