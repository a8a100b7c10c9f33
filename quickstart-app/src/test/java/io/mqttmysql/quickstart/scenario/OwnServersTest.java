// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnServersTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "tcp://broker, tcp://broker:1883", // the usual port
        "tcp://broker:1884/, tcp://broker:1884",
        "tcp://[::1]:1883, tcp://[::1]:1883",
        "ssl://broker, ssl://broker:8883",
    })
    void takesTheAddressOfABroker(String given, String uri) {
        assertThat(OwnBroker.parse(given, List.of(), BrokerLogin.NONE, "1").uri())
                .isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "ws://broker:8080, 'only tcp and ssl are known here: write tcp://host:1883 or ssl://host:8883'",
        "broker:1883, is not the address of a broker",
        "tcp://broker:1883/path, is not the address of a broker",
        "tcp://anna:geheim@broker, has a user in its address",
    })
    void saysWhatIsWrongWithABroker(String given, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnBroker.parse(given, List.of(), BrokerLogin.NONE, "1"))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e).hasMessageNotContaining("geheim"));
    }

    @Test
    void filtersAreRepeatedOrSeparatedByCommas() {
        assertThat(OwnBroker.parse("tcp://b", List.of("a/#, b/+", "c"), BrokerLogin.NONE, "1")
                        .filters())
                .containsExactly("a/#", "b/+", "c");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db:3307/, jdbc:mysql://db:3307/mqtt_quickstart_1", // as JDBC writes it
        "db, jdbc:mysql://db/mqtt_quickstart_1", // or host and port alone
        "db:3306, jdbc:mysql://db:3306/mqtt_quickstart_1",
        "jdbc:mysql://[::1]:3306/, jdbc:mysql://[::1]:3306/mqtt_quickstart_1",
        "jdbc:mysql://db/theirs?tlsVersions=TLSv1.3, jdbc:mysql://db/mqtt_quickstart_1?tlsVersions=TLSv1.3",
    })
    void writesOnlyToTheNewSchemaOfAServer(String given, String url) throws IOException {
        OwnDatabase own = OwnDatabase.parse(given, "anna", password("geheim"), "1");

        assertThat(own.address().jdbcUrl(own.schema())).isEqualTo(url);
        assertThat(own.unused()).isEqualTo(given.contains("theirs") ? "theirs" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://anna:geheim@db/, has a user or a password",
        "jdbc:mysql://db/?password=geheim, has a user or a password",
        "jdbc:mysql://db/?x=1&User=anna, has a user or a password",
        "jdbc:mariadb://db/, is not the address of one MySQL server",
        "'jdbc:mysql://db1,db2/', is not the address of one MySQL server",
        "db:port, is not the address of one MySQL server",
    })
    void saysWhatIsWrongWithAServer(String given, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnDatabase.parse(given, "anna", password("x"), "1"))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e).hasMessageNotContaining("geheim"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim", "geheim\n", "geheim\r\n"})
    void theLinesEndIsNotPartOfThePassword(String text) throws IOException {
        assertThat(OwnDatabase.parse("db", "anna", password(text), "1")
                        .address()
                        .password())
                .isEqualTo("geheim");
    }

    @Test
    void saysWhatIsWrongWithThePasswordFile() throws IOException {
        Path two = password("geheim\nmehr\n");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff});

        assertWrong(folder.resolve("none"), "does not exist");
        assertWrong(folder, "cannot be read");
        assertWrong(bytes, "is not text");
        assertWrong(two, "must hold the password and nothing else");
        assertWrong(password("\n"), "must hold the password and nothing else");
    }

    private static void assertWrong(Path file, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnDatabase.parse("db", "anna", file, "1"))
                .withMessageStartingWith("--password-file " + file)
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e).hasMessageNotContaining("geheim"));
    }

    private Path password(String text) throws IOException {
        return Files.writeString(folder.resolve("password"), text);
    }
}
