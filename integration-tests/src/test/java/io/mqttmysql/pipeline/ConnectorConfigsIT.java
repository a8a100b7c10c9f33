// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that a person copies from connector-configs/ is valid and starts. */
@ExtendWith(StackExtension.class)
class ConnectorConfigsIT {
    private static final Path FOLDER = Path.of("..", "connector-configs");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** As the README says it: the tables first. */
    @BeforeAll
    static void createTables(LocalStack stack) throws IOException, SQLException {
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readString(FOLDER.resolve("tables.sql")).split(";\\s*\n")) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isValidAndStarts(Path file, LocalStack stack) throws IOException {
        Map<String, String> config =
                new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
        String name = "file-" + file.getFileName().toString().replace(".json", "");
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
