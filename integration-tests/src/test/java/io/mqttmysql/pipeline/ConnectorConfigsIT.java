// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.LocalStackBuilder;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file that a person copies from connector-configs/ is valid and starts, on a worker that lets connectors override no
 * more than docs/installation.md says.
 */
@OwnServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectorConfigsIT {
    private static final Path PAGE = Path.of("..", "docs", "installation.md");
    private static final Pattern POLICY =
            Pattern.compile("(?m)^(connector\\.client\\.config\\.override\\.[a-z]+)=(.*)$");
    private static final Path FOLDER = Path.of("..", "connector-configs");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    private LocalStack stack;

    @BeforeAll
    void start() throws IOException, SQLException {
        LocalStackBuilder builder = LocalStack.builder().plugins(StackExtension.pluginPath());
        Matcher setting = POLICY.matcher(Files.readString(PAGE));
        int settings = 0;
        for (; setting.find(); settings++) {
            builder.workerSetting(setting.group(1), setting.group(2));
        }
        assertThat(settings).isEqualTo(2);
        stack = builder.start();
        createTables();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    /** The worker does look at it. */
    @Test
    void anOverrideBeyondTheListIsRefused() {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", "io.mqttmysql.source.MqttSourceConnector",
                "name", "beyond",
                "mqtt.server.uris", stack.mqtt().uri(),
                "mqtt.topic.filters", "Home/#",
                "kafka.topic", "home",
                "producer.override.acks", "0"));

        assertThat(stack.connect().validate(config).toString()).contains("acks");
        assertThatThrownBy(() -> stack.connect().put("beyond", config)).hasMessageContaining("acks");
    }

    /** As the README says it: the tables first. */
    private void createTables() throws IOException, SQLException {
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readString(FOLDER.resolve("tables.sql")).split(";\\s*\n")) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isValidAndStarts(Path file) throws IOException {
        isValidAndStarts(
                "file-" + file.getFileName().toString().replace(".json", ""),
                new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
    }

    /** With the converters of their worker. */
    @Test
    void thoseForStrimziAreValidAndStart() throws IOException {
        for (JsonNode connector : StrimziFiles.connectors()) {
            Map<String, String> config = StrimziFiles.config(connector);
            StrimziFiles.settings(StrimziFiles.connect()).forEach((key, value) -> {
                if (key.endsWith(".converter")) {
                    config.put(key, value);
                }
            });
            isValidAndStarts("strimzi-" + connector.at("/metadata/name").asText(), config);
        }
    }

    private void isValidAndStarts(String name, Map<String, String> config) {
        config.put("name", name);

        JsonNode validation = stack.connect().validate(config);
        assertThat(validation.path("error_count").asInt())
                .as("%s", validation.findValues("errors"))
                .isZero();

        stack.connect().put(name, config);
        try {
            stack.connect().awaitRunning(name, 1, Patience.START);
            assertThat(stack.connect().status(name).isRunning()).isTrue();
        } finally {
            stack.connect().delete(name);
        }
    }
}
