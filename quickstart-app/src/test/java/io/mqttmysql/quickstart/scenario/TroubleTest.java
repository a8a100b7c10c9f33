// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.command.CommandLines;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleTest {
    @TempDir
    private Path folder;

    private static final Path FILE = Path.of("connector-configs/mysql-sink.json");

    @Test
    void namesTheServerItsFirstWordsAndItsLog() {
        assertThat(Trouble.inWords(new SQLException("Communications link failure\n\nThe last packet")))
                .isEqualTo(
                        "MySQL did not answer the quickstart as expected: Communications link failure; see mysql.log.");
        assertThat(Trouble.inWords(new TimeoutException("too late")))
                .isEqualTo("Kafka did not answer the quickstart as expected: too late; see kafka.log.");
    }

    @Test
    void namesFileLineAndReasonOfBrokenJson() {
        JsonProcessingException broken = catchThrowableOfType(
                JsonProcessingException.class, () -> new ObjectMapper().readTree("{\n\"a\": oops}"));

        assertThat(Trouble.with(FILE, broken))
                .startsWith(
                        "connector-configs/mysql-sink.json is not a JSON object of settings (Unrecognized token 'oops'")
                .endsWith(" in line 2): correct it and run it again.");
    }

    @Test
    void findsTheLastWarningsInALog() throws IOException {
        Path log = Files.writeString(folder.resolve("connect.log"), """
                10:00:00.001 WARN  A - one
                10:00:00.002 INFO  A - WARN no
                10:00:00.003 ERROR B - two
                \tat x.y
                10:00:00.004 WARN  A - three
                10:00:00.005 WARN  A - four
                """);

        assertThat(Trouble.warnings(log))
                .containsExactly(
                        "10:00:00.003 ERROR B - two", "10:00:00.004 WARN  A - three", "10:00:00.005 WARN  A - four");
        assertThat(Trouble.warnings(folder.resolve("none")))
                .singleElement()
                .asString()
                .startsWith("(not readable");
    }

    @Test
    void tellsAMissingFileFromARefusedStatement() {
        assertThat(Trouble.with(FILE, new FileNotFoundException("x.json (No such file or directory)")))
                .isEqualTo("Cannot read x.json (No such file or directory): put the file back and run it again.");
        assertThat(Trouble.with(Path.of("tables.sql"), new SQLException("near 'TABEL'")))
                .isEqualTo(
                        "tables.sql has a statement that MySQL refuses (near 'TABEL'): correct it and run it again.");
    }

    @Test
    void ofAnOwnServerItNamesTheServerAndTheOptionsAndNoLog() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "geheim");
        Scenario scenario = Scenario.of(
                CommandLines.read(
                        new QuickstartCommand(),
                        List.of("--mysql", "db:3306", "--user", "anna", "--password-file", password.toString())),
                "4711");
        SQLException refused =
                new SQLException("Communications link failure\n\nThe last packet", new IOException("refused"));

        assertThat(Trouble.unreachable(refused, scenario))
                .isEqualTo("Your MySQL at db:3306 as anna does not let the quickstart in: Communications link failure"
                        + " (refused). See whether --mysql, --user and --password-file are right.");
        assertThat(Trouble.inWords(refused, scenario)).doesNotContain("mysql.log");
        assertThat(Trouble.noSchema(
                        new SQLException("Access denied"),
                        scenario.ownDatabase().orElseThrow()))
                .contains("did not create the schema mqtt_quickstart_4711: Access denied")
                .contains("GRANT ALL ON `mqtt\\_quickstart\\_%`.*");
    }
}
