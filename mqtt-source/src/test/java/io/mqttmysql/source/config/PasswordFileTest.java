// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.secret.PasswordFile;
import io.mqttmysql.kit.secret.PasswordFileException;
import io.mqttmysql.source.testing.RunningTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {
    @TempDir
    Path directory;

    private final Map<String, String> properties = RunningTask.properties("tcp://broker:1883");
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("password");
        properties.put("mqtt.username", "house");
        properties.put("mqtt.password.file", file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n"})
    void readsAllButTheEndOfTheLine(String content) throws IOException, PasswordFileException {
        Files.writeString(file, content);

        assertThat(errors()).isEmpty();
        assertThat(new PasswordFile(file.toString()).read()).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {" s3cret ", "s3 cret", "pässword", "\ts3cret"})
    void takesBlanksAndAnyLetterForWhatTheyAre(String password) throws IOException, PasswordFileException {
        Files.writeString(file, password + "\n");

        assertThat(new PasswordFile(file.toString()).read()).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "'\n', is empty",
        "'s3cret\n\n', more than one line",
        "'user\ns3cret\n', more than one line",
    })
    void refusesWhatIsNoPassword(String content, String reason) throws IOException {
        Files.writeString(file, content);

        assertRefused(reason);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertRefused("does not exist");
    }

    @Test
    void refusesADirectory() throws IOException {
        Files.createDirectory(file);

        assertRefused("is not a file");
    }

    @Test
    void refusesWhatIsNotText() throws IOException {
        Files.write(file, new byte[] {'s', '3', (byte) 0xFF, 'c'});

        assertRefused("is not text in UTF-8");
    }

    @Test
    void refusesWhatIsLongerThanMqttAllows() throws IOException {
        Files.writeString(file, "s3cret".repeat(20_000));

        assertRefused("is longer than 65535 bytes");
    }

    @Test
    void refusesTwoPasswords() throws IOException {
        Files.writeString(file, "s3cret");
        properties.put("mqtt.password", "another");

        assertThat(errors()).containsOnlyKeys("mqtt.password.file");
        assertThat(errors().toString())
                .contains("mqtt.password is set too")
                .doesNotContain("s3cret")
                .doesNotContain("another");
    }

    @Test
    void wantsAUserNameTooOn311() throws IOException {
        Files.writeString(file, "s3cret");
        properties.remove("mqtt.username");
        assertThat(errors()).isEmpty();
        properties.put("mqtt.protocol.version", "3.1.1");

        assertThat(errors()).containsOnlyKeys("mqtt.username");
        assertThat(errors().toString()).contains("mqtt.password.file is set, but mqtt.username is not");
    }

    /** Whether the file is there matters when a connection needs it, not before. */
    @Test
    void startsWithoutTheFile() {
        assertThat(MqttSourceConfig.parse(properties).connection().session().credentials())
                .hasValueSatisfying(
                        credentials -> assertThat(credentials.file()).hasValue(new PasswordFile(file.toString())));
    }

    @Test
    void warnsOfAPasswordInTheClear() {
        assertThat(MqttSourceConfig.parse(properties).warnings())
                .anySatisfy(sentence ->
                        assertThat(sentence).contains("the password of mqtt.password.file travels unencrypted"));
    }

    private void assertRefused(String reason) {
        assertThat(errors()).containsOnlyKeys("mqtt.password.file");
        assertThat(errors().get("mqtt.password.file"))
                .singleElement()
                .asString()
                .contains(reason, file.toString())
                .doesNotContain("s3cret");
    }

    private Map<String, List<String>> errors() {
        return MqttSourceConfig.validate(properties).configValues().stream()
                .filter(field -> !field.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
