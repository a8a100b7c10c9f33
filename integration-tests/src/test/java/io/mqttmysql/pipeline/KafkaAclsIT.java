// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.KafkaUsers;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.OwnServers;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands of docs/installation.md are all that worker, source and sink need of a Kafka that looks at ACLs. */
@OwnServers
@Tag("processes")
class KafkaAclsIT {
    private static final Path CONFIGS = Path.of("..", "connector-configs");
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^kafka-acls \\$KAFKA --add --allow-principal (\\S+) --(topic|group) (\\S+)((?: --operation \\w+)+)$");
    private static final KafkaUsers USERS = new KafkaUsers(
            Map.of("worker", "of the worker", "source", "of the source", "sink", "of the sink"), "worker", acls());

    private static List<AclBinding> acls() {
        List<AclBinding> acls = new ArrayList<>();
        Matcher command = COMMAND.matcher(read(Path.of("..", "docs", "installation.md")));
        while (command.find()) {
            ResourceType type = ResourceType.fromString(command.group(2));
            ResourcePattern resource = new ResourcePattern(type, command.group(3), PatternType.LITERAL);
            for (String operation : command.group(4).split(" --operation ")) {
                if (!operation.isEmpty()) {
                    acls.add(new AclBinding(
                            resource,
                            new AccessControlEntry(
                                    command.group(1),
                                    "*",
                                    AclOperation.fromString(operation.replaceAll("([a-z])([A-Z])", "$1_$2")),
                                    AclPermissionType.ALLOW)));
                }
            }
        }
        return acls;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void areEnoughForReadingsAndDeadLetters() throws IOException, MqttException, SQLException {
        assertThat(USERS.acls()).hasSize(19).noneMatch(acl -> acl.entry().operation() == AclOperation.ALL);
        try (LocalStack stack = LocalStack.builder()
                .plugins(StackExtension.pluginPath())
                .kafkaUsers(USERS)
                .workerSetting("group.id", "connect")
                .start()) {
            createTables(stack);
            put(stack, "mqtt-source", "source", "producer", "admin");
            put(stack, "mysql-sink", "sink", "consumer", "producer", "admin");
            publish(stack.mqtt().uri());
            try (KafkaTopics topics = new KafkaTopics(stack.kafka().bootstrapServers())) {
                await().until(() -> rows(stack) == 1 && topics.count("home-dead-letters") == 1);
            }
        }
    }

    private static void publish(String broker) throws MqttException {
        MqttClient device = new MqttClient(broker, "device", new MemoryPersistence());
        device.connect();
        device.publish("Home/bath/temperature", "21.5".getBytes(StandardCharsets.UTF_8), 1, false);
        device.publish("Home/bath/humidity", "a lot".getBytes(StandardCharsets.UTF_8), 1, false);
        device.disconnect();
        device.close();
    }

    private static void createTables(LocalStack stack) throws SQLException {
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : read(CONFIGS.resolve("tables.sql")).split(";\\s*\n")) {
                statement.execute(sql);
            }
        }
    }

    private static void put(LocalStack stack, String name, String user, String... clients) throws IOException {
        Map<String, String> config = new ObjectMapper()
                .readValue(CONFIGS.resolve(name + ".json").toFile(), new TypeReference<Map<String, String>>() {});
        for (String client : clients) {
            config.put(client + ".override.sasl.jaas.config", USERS.login(user));
        }
        stack.connect().put(name, config);
        stack.connect().awaitRunning(name, 1, Patience.START);
    }

    private static long rows(LocalStack stack) throws SQLException {
        try (Connection connection = stack.mysql().connect("home");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM readings")) {
            count.next();
            return count.getLong(1);
        }
    }
}
