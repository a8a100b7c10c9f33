// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each insert.mode, update.missing, upsert.newer.by and delete.enabled leave in the table. */
@ExtendWith(StackExtension.class)
class WriteModesIT {
    private static final String DEVICES = """
            match=home/{name}
            table=devices
            column.name={name}
            column.t=$.t
            column.state=$.state
            column.at=$.at
            """;
    private static final String ALL = "SELECT name, t, state, at FROM devices ORDER BY name";

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "write_modes");
        database.run("CREATE TABLE devices (name VARCHAR(20) PRIMARY KEY, t INT, state VARCHAR(4), at BIGINT)");
        database.run("INSERT INTO devices VALUES ('lamp', 1, 'on', 100), ('fan', 2, NULL, NULL)");
    }

    @Test
    void insertIfAbsentKeepsWhatIsThereButHidesNoOtherFault() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, DEVICES + "insert.mode=insert_if_absent")) {
            task.put(0, "home/lamp", "{\"t\":9}", "home/new", "{\"t\":3}", "home/new", "{\"t\":4}");
            task.put(3, "home/other", "{\"state\":\"much too long\"}", "home/last", "{\"t\":5}");

            assertThat(database.rows(ALL))
                    .containsExactly("fan 2 null null", "lamp 1 on 100", "last 5 null null", "new 3 null null");
            assertThat(task.putAside()).containsExactly(3L);
        }
    }

    @Test
    void updateChangesOnlyRowsThatAreThereAndOnlyColumnsThatAreSent() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, DEVICES + "insert.mode=update")) {
            task.put(
                    0,
                    "home/lamp",
                    "{\"t\":8,\"at\":1}",
                    "home/nobody",
                    "{\"t\":9}",
                    "home/fan",
                    "{\"state\":\"off\"}",
                    "home/lamp",
                    "{\"t\":9}",
                    "home/fan",
                    "{}");

            assertThat(database.rows(ALL)).containsExactly("fan 2 off null", "lamp 9 on 1");
            assertThat(task.putAside()).isEmpty();
        }
    }

    @Test
    void updateInsertsWhatIsMissingOnceAndThenUpdatesIt() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, DEVICES + "insert.mode=update\nupdate.missing=insert")) {
            task.put(
                    0,
                    "home/new",
                    "{\"t\":1}",
                    "home/lamp",
                    "{\"t\":2}",
                    "home/new",
                    "{\"t\":3}",
                    "home/other",
                    "{\"t\":4}",
                    "home/new",
                    "{\"state\":\"on\"}");

            assertThat(database.rows(ALL))
                    .containsExactly("fan 2 null null", "lamp 2 on 100", "new 3 on null", "other 4 null null");
            assertThat(task.putAside()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void updateReportsWhatItDoesNotFind(String guarantee) throws SQLException {
        String options = "insert.mode=update\nupdate.missing=report\ndelivery.guarantee=" + guarantee;
        try (TaskUnderTest task = new TaskUnderTest(database, DEVICES + options)) {
            List<SinkRecord> records = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                boolean isMissing = i % 50 == 7;
                records.add(record(
                        i, isMissing ? "home/nobody" + i : i % 2 == 0 ? "home/lamp" : "home/fan", "{\"t\":" + i + "}"));
            }
            task.put(records);

            assertThat(task.putAside()).containsExactly(7L, 57L, 107L, 157L, 207L, 257L);
            assertThat(task.reasons().get(0))
                    .isEqualTo(
                            "Record home-0@7 cannot be stored: strategy 'top level', table 'devices': there is no row"
                                    + " with its key to update, and update.missing is 'report'.");
            assertThat(database.rows(ALL)).containsExactly("fan 299 null null", "lamp 298 on 100");
        }
    }

    /** The keys come as literals: neither another collation nor another character set may hide or cost the index. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "VARCHAR(20) COLLATE utf8mb4_bin",
                "VARCHAR(20) COLLATE utf8mb4_general_ci",
                "VARCHAR(20) CHARACTER SET latin1",
                "VARCHAR(20) CHARACTER SET utf8mb3",
                "VARBINARY(20)",
                "ENUM('lamp', 'fan', 'nobody')"
            })
    void updateFindsKeysOfEveryCharacterSet(String type) throws SQLException {
        database.run("ALTER TABLE devices MODIFY name " + type);
        try (TaskUnderTest task = new TaskUnderTest(database, DEVICES + "insert.mode=update\nupdate.missing=report")) {
            task.put(0, "home/lamp", "{\"t\":7}", "home/fan", "{\"t\":8}", "home/nobody", "{\"t\":9}");

            assertThat(database.rows("SELECT t FROM devices ORDER BY t")).containsExactly("7", "8");
            assertThat(task.putAside()).containsExactly(2L);
        }
    }

    @Test
    void anOlderRowDoesNotOverwriteANewerOne() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, DEVICES + "insert.mode=upsert\nupsert.newer.by=at")) {
            task.put(
                    0,
                    "home/lamp",
                    "{\"t\":7,\"at\":99,\"state\":\"old\"}",
                    "home/fan",
                    "{\"t\":8,\"at\":1}",
                    "home/new",
                    "{\"t\":1,\"at\":20}",
                    "home/new",
                    "{\"t\":3,\"at\":30}",
                    "home/new",
                    "{\"t\":2,\"at\":25}");
            assertThat(database.rows(ALL)).containsExactly("fan 8 null 1", "lamp 1 on 100", "new 3 null 30");

            task.put(5, "home/lamp", "{\"t\":9,\"at\":100}", "home/new", "{\"state\":\"off\",\"at\":31}");
            assertThat(database.rows(ALL)).containsExactly("fan 8 null 1", "lamp 9 on 100", "new 3 off 31");
            assertThat(task.putAside()).isEmpty();
        }
    }

    @Test
    void insertUpdateAndDeleteOfOneKeyEndAsTheLastOneSays() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, DEVICES + "insert.mode=upsert\ndelete.enabled=true")) {
            task.put(
                    0,
                    "home/lamp",
                    null,
                    "home/new",
                    "{\"t\":1}",
                    "home/fan",
                    null,
                    "home/fan",
                    "{\"t\":5}",
                    "home/new",
                    null,
                    "home/gone",
                    null,
                    "home/new",
                    "{\"state\":\"on\"}",
                    "home/last",
                    "{\"t\":2}",
                    "home/last",
                    null);

            assertThat(database.rows(ALL)).containsExactly("fan 5 null null", "new null on null");
            assertThat(task.putAside()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void badUpdatesAndDeletionsAreFoundAmongGoodOnes(String guarantee) throws SQLException {
        database.run("CREATE TABLE rooms (device VARCHAR(20), FOREIGN KEY (device) REFERENCES devices (name))");
        database.run("ALTER TABLE devices ADD CHECK (t <> 13)");
        database.run("INSERT INTO devices (name) VALUES ('d40')");
        database.run("INSERT INTO rooms VALUES ('d40')");
        String options = "insert.mode=update\nupdate.missing=insert\ndelete.enabled=true\ndelivery.guarantee=";
        try (TaskUnderTest task = new TaskUnderTest(database, DEVICES + options + guarantee)) {
            List<SinkRecord> records = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                records.add(record(i, "home/d" + i, "{\"t\":1}"));
            }
            task.put(records);
            records.clear();
            for (int i = 0; i < 200; i++) {
                String payload = "{\"t\":" + (i % 60 == 9 ? 13 : 2) + ",\"state\":\"on\"}";
                records.add(record(200 + i, "home/d" + i, i % 10 == 0 ? null : payload));
            }
            task.put(records);

            assertThat(task.putAside()).containsExactly(209L, 240L, 269L, 329L, 389L);
            // 1217: the server tells the constraint to those alone who may see both tables whole
            assertThat(task.reasons().get(1))
                    .contains("@240")
                    .contains("table 'devices'")
                    .containsAnyOf("1451", "1217");
            assertThat(database.number("SELECT COUNT(*) FROM devices WHERE t = 2 AND state = 'on'"))
                    .isEqualTo(176);
            assertThat(database.number("SELECT COUNT(*) FROM devices WHERE name LIKE 'd%' AND t = 1"))
                    .isEqualTo(5);
            assertThat(database.number("SELECT COUNT(*) FROM devices")).isEqualTo(2 + 176 + 5);
        }
    }

    /** Every ten minutes from 01:50 by summer time to 03:00 by winter time; nothing in a text tells its pass. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void bothPassesOfTheHourThatComesTwiceAreKept(String guarantee) throws SQLException {
        database.run("CREATE TABLE readings (at DATETIME PRIMARY KEY, t INT)");
        database.run("CREATE TABLE latest (name VARCHAR(20) PRIMARY KEY, at TIMESTAMP NULL, t INT)");
        String options = """
                strategies=history, latest
                column.at=$.at from iso8601 in Europe/Berlin
                column.t=$.t
                strategy.history.match=home/+
                strategy.history.continue=true
                strategy.history.table=readings
                strategy.history.insert.mode=insert_if_absent
                strategy.latest.match=home/{name}
                strategy.latest.column.name={name}
                strategy.latest.table=latest
                strategy.latest.insert.mode=upsert
                strategy.latest.upsert.newer.by=at
                delivery.guarantee=""";
        try (TaskUnderTest task = new TaskUnderTest(database, options + guarantee)) {
            for (int i = 0; i < 14; i++) {
                task.put(List.of(reading(i)));
                assertThat(database.rows("SELECT t FROM latest")).containsExactly(String.valueOf(i));
            }
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(14);
            assertThat(database.rows("SELECT at, t FROM readings WHERE t IN (0, 1, 7, 13) ORDER BY at"))
                    .containsExactly(
                            "2026-10-24 23:50:00 0",
                            "2026-10-25 00:00:00 1",
                            "2026-10-25 01:00:00 7",
                            "2026-10-25 02:00:00 13");
            assertThat(database.rows("SELECT at, t FROM latest")).containsExactly("2026-10-25 02:00:00 13");
            assertThat(task.putAside()).isEmpty();
        }
    }

    private static SinkRecord reading(int number) {
        Instant at = Instant.parse("2026-10-24T23:50:00Z").plusSeconds(number * 600L);
        LocalDateTime local = LocalDateTime.ofInstant(at, ZoneId.of("Europe/Berlin"));
        SinkRecord record = record(number, "home/lamp", "{\"at\":\"" + local + "\",\"t\":" + number + "}");
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                at.plusSeconds(3).toEpochMilli(),
                record.headers());
    }

    /** Two names that begin alike would be one row, and the later would overwrite the other. */
    @Test
    void anIndexOfBeginningsIsNoKey() throws SQLException {
        database.run("CREATE TABLE begun (name VARCHAR(20), t INT, UNIQUE starts (name(4)), UNIQUE falls (t DESC))");
        String options = "match=home/{name}\ntable=begun\ncolumn.name={name}\ncolumn.t=$.t\ninsert.mode=upsert\n"
                + "configuration.retry.ms=0\npk.fields=";
        try (TaskUnderTest task = new TaskUnderTest(database, options + "name")) {
            assertThatThrownBy(() -> task.put(0, "home/lamp1", "{\"t\":1}", "home/lamp2", "{\"t\":2}"))
                    .hasMessageContaining("no unique index on exactly (name): its index 'starts' (name(4)) takes");
            assertThat(database.rows("SELECT * FROM begun")).isEmpty();
        }
        try (TaskUnderTest task = new TaskUnderTest(database, options + "t")) {
            task.put(0, "home/lamp1", "{\"t\":1}", "home/fan", "{\"t\":1}");

            assertThat(database.rows("SELECT * FROM begun")).containsExactly("fan 1");
        }
    }
}
