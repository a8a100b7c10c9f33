// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.secret.PasswordFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    @TempDir
    Path directory;

    private final Map<String, String> settings =
            new HashMap<>(Map.of("connection.url", "jdbc:mysql://localhost/home", "connection.user", "anna"));

    @Test
    void readsThePasswordOfTheFileEachTime() throws IOException, PasswordFileException {
        Path file = Files.writeString(directory.resolve("password"), "old\n");
        settings.put("connection.password.file", file.toString());
        Login login = login();
        assertThat(login.password()).isEqualTo("old");

        Files.writeString(file, "new");

        assertThat(login.password()).isEqualTo("new");
        assertThat(login.toString()).contains("anna").doesNotContain("new");
    }

    @Test
    void takesThePasswordOfTheConfiguration() throws PasswordFileException {
        settings.put("connection.password", "geheim");

        assertThat(login().password()).isEqualTo("geheim");
        assertThat(login().toString()).doesNotContain("geheim");
    }

    @Test
    void refusesTwoPasswords() {
        settings.put("connection.password", "geheim");
        settings.put("connection.password.file", "/run/secrets/mysql");
        ConfigProblems problems = new ConfigProblems();

        Login.check(settings, problems);

        assertThat(problems.toString())
                .contains("connection.password.file")
                .contains("connection.password is set too")
                .doesNotContain("geheim");
    }

    /** Told where somebody waits for the answer; a task waits for the file. */
    @Test
    void looksAtTheFileWhenAConfigurationIsJudged() {
        settings.put("connection.password.file", directory.resolve("nowhere").toString());

        ConfigProblems judged = MySqlSinkConfig.problemsBeyondDefinition(settings);
        ConfigProblems atStart = new ConfigProblems();
        Login.check(settings, atStart);

        assertThat(judged.toString()).contains("connection.password.file").contains("does not exist");
        assertThat(atStart.isEmpty()).isTrue();
    }

    private Login login() {
        return Login.from(new AbstractConfig(ConnectionOptions.define(new ConfigDef()), settings, false));
    }
}
