// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.register.Register;
import io.mqttmysql.testing.StackExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A folder of connector files, given to a worker as {@code docker compose up} does it. */
@ExtendWith(StackExtension.class)
class RegisterIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** Names of its own for each test: the status of a connector outlives the connector for a moment. */
    private final String good = "register-good-" + UUID.randomUUID();

    private final String bad = "register-bad-" + UUID.randomUUID();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private ConnectClient connect;

    @BeforeEach
    void know(LocalStack stack) throws SQLException {
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS home");
        }
        connect = stack.connect();
        environment.put("MYSQL_URL", stack.mysql().jdbcUrl("home"));
        environment.put("MYSQL_PASSWORD", stack.mysql().password());
    }

    @AfterEach
    void forget() {
        for (String name : List.of(good, bad)) {
            if (!connect.status(name).state().equals("ABSENT")) {
                connect.delete(name);
            }
        }
    }

    @Test
    void whatIsGoodRunsAndWhatIsBadIsToldKeyByKey(LocalStack stack) throws IOException {
        file(good, sink(stack, Map.of()));
        file(bad, sink(stack, Map.of("pool", "many", "insert.mode", "upsert", "batch.size", "none")));
        Files.writeString(folder.resolve("register-broken.json"), "{\"topics\": [1, 2]");
        Files.writeString(folder.resolve("notes.txt"), "of no concern");

        assertThat(register()).isFalse();

        assertThat(said())
                .contains(good + ": RUNNING")
                .contains(bad + ": batch.size: ")
                .contains("register-broken: register-broken.json is not a JSON object of keys and values: ")
                .doesNotContain(bad + ": RUNNING", "batch.size: batch.size: ");
        assertThat(connect.status(good).isRunning()).isTrue();
        assertThat(connect.status(bad).state()).isEqualTo("ABSENT");
    }

    /** Connect itself would say of a value that comes from elsewhere that it is wrong, and not why. */
    @Test
    void aSentenceAboutAValueFromTheEnvironmentIsTold(LocalStack stack) throws IOException {
        environment.put("MYSQL_PASSWORD", "wrong");
        file(bad, sink(stack, Map.of()));

        assertThat(register()).isFalse();

        assertThat(said()).contains(bad + ": connection.user: ").contains("1045");
    }

    @Test
    void aSecondTimeChangesNothing(LocalStack stack) throws IOException {
        file(good, sink(stack, Map.of()));

        assertThat(register()).as(this::said).isTrue();
        assertThat(register()).as(this::said).isTrue();

        assertThat(said()).containsSubsequence(good + ": RUNNING", good + ": RUNNING");
    }

    @Test
    void thatLocalhostIsTheContainerIsTold(LocalStack stack) throws IOException {
        file(good, sink(stack, Map.of()));

        assertThat(register()).as(this::said).isTrue();

        assertThat(said()).contains(good + ": connection.url is ", "host.docker.internal");
    }

    @Test
    void aFolderWithoutAFileIsNotWell() {
        assertThat(register()).isFalse();

        assertThat(said()).contains("There is no connector file (*.json) in " + folder);
    }

    @Test
    void aWorkerThatIsAwayIsTold(LocalStack stack) throws IOException {
        connect = new ConnectClient(URI.create("http://127.0.0.1:1/"));
        file(good, sink(stack, Map.of()));

        assertThat(register()).isFalse();

        assertThat(said()).contains(good + ": Connect at http://127.0.0.1:1/ does not answer");
        connect = stack.connect();
    }

    private Map<String, String> sink(LocalStack stack, Map<String, String> others) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", "io.mqttmysql.sink.MySqlSinkConnector",
                "topics", "register",
                "connection.url", "${env:MYSQL_URL}",
                "connection.user", stack.mysql().user(),
                "connection.password", "${env:MYSQL_PASSWORD}",
                "table", "registered",
                "column.value", "payload",
                "auto.create", "true"));
        config.putAll(others);
        return config;
    }

    private void file(String name, Map<String, String> config) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), JSON.writeValueAsString(config));
    }

    private boolean register() {
        return new Register(connect, environment, new PrintStream(out, true, StandardCharsets.UTF_8)).all(folder);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
