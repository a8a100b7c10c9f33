// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyToolTest {
    private static final String HOUSE = """
            connector.class=io.mqttmysql.sink.MySqlSinkConnector
            topics=home
            connection.url=${env:MYSQL_URL}
            connection.password=${file:/run/secrets:mysql}
            strategies=noise,latest,climate,plain
            column.at=kafka.timestamp
            strategy.noise.match=Home/+/debug
            strategy.noise.discard=true
            strategy.latest.match=Home/{room}/climate
            strategy.latest.when=$.t
            strategy.latest.continue=true
            strategy.latest.table=latest
            strategy.latest.insert.mode=upsert
            strategy.latest.pk.fields=room
            strategy.latest.column.room={room}
            strategy.latest.column.t=$.t
            strategy.climate.like=latest
            strategy.climate.continue=false
            strategy.climate.table=climate
            strategy.climate.insert.mode=insert
            strategy.climate.pk.fields=
            strategy.plain.match=Home/{room}/{quantity}
            strategy.plain.table=climate
            strategy.plain.column.room={room}
            strategy.plain.column.t=payload as DECIMAL(5,2)
            """;

    @TempDir
    private Path folder;

    private int exitCode;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** What the tool prints, and after {@code !} what it says to a mistaken user. */
    private String run(String command, String configuration, Object... more) throws IOException {
        List<String> args = new ArrayList<>(
                List.of(command, file("connector", configuration).toString()));
        for (Object argument : more) {
            args.add(argument.toString());
        }
        return run(args);
    }

    private String run(List<String> args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        exitCode = StrategyTool.run(args, new PrintStream(out), new PrintStream(err));
        String complaint = err.toString(StandardCharsets.UTF_8);
        return out.toString(StandardCharsets.UTF_8) + (complaint.isEmpty() ? "" : "! " + complaint);
    }

    @Test
    void triesARecordOnEveryStrategy() throws IOException {
        assertThat(run("try", HOUSE, "--topic", "Home/bath/climate", "--payload", "{\"t\":21.5}"))
                .isEqualTo("""
                strategy 'noise': match does not take 'Home/bath/climate'
                strategy 'latest': takes it
                    table  latest
                    sql    INSERT INTO `latest` (`at`, `room`, `t`) VALUES (?, ?, ?) AS `new` ON DUPLICATE KEY UPDATE \
                `at` = `new`.`at`, `t` = `new`.`t`
                    at    = 2026-01-01T00:00  (datetime(3))
                    room  = bath  (varchar(190))
                    t     = 21.5  (double)
                strategy 'climate': takes it
                    table  climate
                    sql    INSERT INTO `climate` (`at`, `room`, `t`) VALUES (?, ?, ?)
                    at    = 2026-01-01T00:00  (datetime(3))
                    room  = bath  (varchar(190))
                    t     = 21.5  (double)
                strategy 'plain': not asked, since 'climate' took the record and does not say continue
                The record can be stored: 2 rows.
                Only the server knows, and may refuse it by: rows that are there already, foreign keys, CHECK \
                constraints, partitions, triggers.
                """);
        assertThat(exitCode).isZero();
    }

    @Test
    void saysWhyARecordIsNotTakenOrNotStored() throws IOException {
        assertThat(run("try", HOUSE, "--topic", "Home/bath/climate", "--payload", "{\"x\":1}"))
                .contains("strategy 'latest': when: '$.t' does not hold\n")
                .contains("    t     ! the text '{\"x\":1}' is not a number as JSON writes it  (decimal(5,2))\n")
                .endsWith("The record cannot be stored: none of its rows is, since 1 of 1 cannot be.\n");
        assertThat(exitCode).isEqualTo(1);
        assertThat(run("try", HOUSE.replace("/{quantity}", "/h"), "--topic", "Home/bath/climate", "--payload", "on"))
                .contains(
                        "strategy 'latest': its 'when' cannot be answered: the payload is not JSON at line 1, column 1;")
                .endsWith("The record cannot be stored: no strategy takes it, and one cannot tell whether it would.\n");
        assertThat(run("try", HOUSE, "--topic", "Garden", "--payload", "1"))
                .endsWith("No strategy takes the record; strategies.unmatched says what becomes of it.\n");
        assertThat(exitCode).isEqualTo(1);
        assertThat(run("try", HOUSE, "--topic", "Home/bath/debug", "--payload", "1"))
                .startsWith("strategy 'noise': takes it and discards it\n")
                .endsWith("The record is discarded.\n");
        assertThat(exitCode).isZero();
    }

    @Test
    void triesARecordFromAFileOnTablesFromAFile() throws IOException {
        Path record = file("record.json", """
                {"topic":"home","headers":{"mqtt.topic":"Home/attic/climate"},"value":{"t":21.55},"timestamp":1000}""");
        Path tables = file("tables.sql", """
                CREATE TABLE latest (room VARCHAR(4) PRIMARY KEY, at DATETIME, t DECIMAL(3,1));
                CREATE TABLE climate (at DATETIME, t FLOAT);""");

        assertThat(run("try", HOUSE, "--record", record, "--tables", tables))
                .contains("""
                    at    = 1970-01-01T00:00:01  (datetime)
                    room  ! the text has 5 characters and the column takes 4  (varchar(4))
                    t     = 21.6  (decimal(3,1))
                """)
                .contains(
                        "    ! Strategy 'climate' does not fit table 'climate': it has no column 'room'; there are: at, t\n");
        assertThat(exitCode).isEqualTo(1);
        Path bytes = file("bytes.json", "{\"key\":\"Home/a/b\",\"valueBase64\":\"MjEuNQ==\"}");
        assertThat(run("try", HOUSE, "--record", bytes)).contains("    t     = 21.50  (decimal(5,2))\n");
        assertThat(exitCode).isZero();
    }

    @Test
    void writesOneTableForAllStrategiesThatUseIt() throws IOException {
        assertThat(run("ddl", HOUSE)).isEqualTo("""
                -- of latest; nothing tells the type of t: say it with 'as', or give --topic and --payload
                CREATE TABLE `latest` (
                  `at` DATETIME(3),
                  `room` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
                  `t` VARCHAR(1024),
                  PRIMARY KEY (`room`)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

                -- of climate, plain
                CREATE TABLE `climate` (
                  `id` BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
                  `at` DATETIME(3),
                  `room` VARCHAR(190),
                  `t` DECIMAL(5,2)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

                -- The rights that the connector's user needs, in the schema of connection.url:
                -- GRANT SELECT, INSERT, UPDATE ON `latest` TO 'sink'@'%';
                -- GRANT SELECT, INSERT ON `climate` TO 'sink'@'%';

                """);
        assertThat(run("ddl", HOUSE, "--topic", "Home/x/climate", "--payload", "{\"t\":1}"))
                .contains("`t` BIGINT COMMENT 'whole numbers so far'");
        assertThat(run("ddl", "match={room}\ntable={room}\ncolumn.t=payload\ninsert.mode=upsert"))
                .isEqualTo("""
                        -- strategy 'top level': its table is made from '{room}'; give --topic and --payload for one of them

                        -- The rights that the connector's user needs, in the schema of connection.url:
                        -- GRANT SELECT, INSERT, UPDATE ON * TO 'sink'@'%';

                        """);
        assertThat(run("ddl", "table=t\ninsert.mode=upsert"))
                .startsWith(
                        "-- strategy 'top level': its columns are the fields of its messages; give --topic and --payload"
                                + " for one of them\n\n");
    }

    @Test
    void writesTheTableOfTheJdbcFormFromAMessage() throws IOException {
        String keyed = "table=t\ninsert.mode=upsert\npk.mode=record_key\npk.fields=topic";
        assertThat(run("ddl", keyed))
                .startsWith("-- strategy 'top level': its columns are the fields of its messages;");
        assertThat(run("ddl", keyed, "--topic", "Home/x", "--payload", "{\"t\":1}"))
                .isEqualTo("""
                -- of top level
                CREATE TABLE `t` (
                  `topic` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
                  `t` BIGINT COMMENT 'whole numbers so far',
                  PRIMARY KEY (`topic`)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

                -- The rights that the connector's user needs, in the schema of connection.url:
                -- GRANT SELECT, INSERT, UPDATE ON `t` TO 'sink'@'%';

                """);
        assertThat(run("try", keyed, "--topic", "Home/x", "--payload", "{\"t\":1}"))
                .contains("topic  = Home/x");
        assertThat(run("ddl", "table=t\npk.mode=record_key", "--topic", "Home/x", "--payload", "{\"t\":1}"))
                .startsWith(
                        "-- strategy 'top level': pk.mode is record_key and the record's key has no fields; name the"
                                + " column that takes the whole key in pk.fields\n\n");
    }

    @Test
    void lintsWithoutServersOrSecrets() throws IOException {
        assertThat(run("lint", HOUSE)).isEqualTo("""
                note: these values come from elsewhere and are not looked at: connection.password, connection.url
                Nothing is wrong with it.
                """);
        assertThat(exitCode).isZero();
        assertThat(run("lint", HOUSE + "strategy.plain.tabel=x\nmy.key=1\nbatch.size=0\n"))
                .contains(
                        "problem: strategy.plain.tabel: 'tabel' is not an option of a strategy; did you mean 'table'?\n")
                .contains("problem: Invalid value 0 for configuration batch.size")
                .contains("note: unknown keys, ignored: my.key\n")
                .endsWith("2 problems.\n");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void theShippedFileIsFineAndTakesAMessage() {
        String shipped = Path.of("..", "connector-configs", "mysql-sink.json").toString();

        assertThat(run(List.of("lint", shipped))).endsWith("Nothing is wrong with it.\n");
        assertThat(run(List.of("try", shipped, "--topic", "Home/kitchen/temperature", "--payload", "21.5")))
                .contains("\nThe record can be stored: 2 rows.\n");
        assertThat(exitCode).isZero();
    }

    @Test
    void readsJsonAsConnectTakesIt() throws IOException {
        String config = "{\"table\":\"t\",\"column.t\":\"payload\",\"batch.size\":5,\"match\":null}";
        for (String json : List.of(config, "{\"name\":\"x\",\"config\":" + config + "}")) {
            assertThat(run("try", json, "--topic", "a", "--payload", "1")).contains("    t  = 1  (bigint)");
            assertThat(exitCode).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            try                     | 2 | a command and a file are needed, for example: try connector-configs/mysql-sink.json --topic Home/kitchen/temperature --payload 21.5
            tri FILE                | 2 | 'tri' is not a command; did you mean 'try'?
            try FILE                | 2 | which record? give --topic and --payload, or --record FILE
            try FILE --payload 1    | 2 | --payload needs --topic, the MQTT topic that it was published to
            try FILE --topik x      | 2 | '--topik' is not an option of try; did you mean 'topic'?
            try FILE --topic        | 2 | a value is missing after --topic
            lint FILE --topic x     | 2 | '--topic' is not an option of lint; it takes none
            lint NOWHERE            | 2 | there is no file NOWHERE
            lint BROKEN             | 1 | BROKEN: it is not JSON: it ends too early at line 2, column 1
            try FILE --topic x --tables BROKEN | 1 | BROKEN: there is no CREATE TABLE in it
            try WRONG --topic x     | 1 | The strategies cannot be used:;column.t = '$t': at "t" (character 2): a dot is missing; write $.t
            """)
    void saysWhatIsWrongWithTheCommandOrItsFiles(String line, int code, String message) throws IOException {
        Path good = file("good", "table=t\ncolumn.t=payload");
        Path broken = file("BROKEN", "{\n");
        Path wrong = file("wrong", "column.t=$t");
        List<String> args = new ArrayList<>();
        for (String word : line.split(" ")) {
            args.add(word.replaceFirst("^FILE$", good.toString())
                    .replaceFirst("^BROKEN$", broken.toString())
                    .replaceFirst("^WRONG$", wrong.toString()));
        }

        assertThat(run(args).replace(broken.toString(), "BROKEN").strip())
                .startsWith("! " + message.replace(";column", "\ncolumn"));
        assertThat(exitCode).isEqualTo(code);
    }
}
