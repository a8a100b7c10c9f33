// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** auto.create and auto.evolve on a real server. */
@ExtendWith(StackExtension.class)
class TableMakingIT {
    private static final int TASKS = 4;
    private static final String ROOMS = """
            match=home/{room}/{quantity}
            table=room_{room}
            column.quantity={quantity}
            column.at=kafka.timestamp
            column.n=kafka.offset
            fields.include=*
            auto.create=true
            auto.evolve=true
            """;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "table_making");
    }

    /** All begin at once with the same tables, and go on at once with the same and with different new columns. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void fourTasksMakeTheSameTablesAtOnce(String guarantee) throws Exception {
        CyclicBarrier start = new CyclicBarrier(TASKS);
        ExecutorService threads = Executors.newFixedThreadPool(TASKS);
        try {
            List<Future<List<Long>>> tasks = new ArrayList<>();
            for (int number = 0; number < TASKS; number++) {
                tasks.add(threads.submit(task(number, guarantee, start)));
            }
            for (Future<List<Long>> task : tasks) {
                assertThat(task.get()).as("offsets reported as errant").isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        for (int room = 0; room < 5; room++) {
            assertThat(database.number("SELECT COUNT(*) FROM room_" + room)).isEqualTo(TASKS * 4L * 10);
            assertThat(database.number("SELECT COUNT(same3) FROM room_" + room)).isEqualTo(TASKS * 10L);
            assertThat(database.number("SELECT COUNT(own_2) FROM room_" + room)).isEqualTo(4L * 10);
        }
    }

    /** A lock holds all of them up after each has seen that the column is missing. */
    @Test
    void whoFindsAColumnAddedMeanwhileIsContent() throws Exception {
        database.run("CREATE TABLE room_0 (quantity VARCHAR(9), at DATETIME(3), n BIGINT)");
        CyclicBarrier start = new CyclicBarrier(TASKS);
        ExecutorService threads = Executors.newFixedThreadPool(TASKS);
        List<Future<List<Long>>> tasks = new ArrayList<>();
        try (Connection somebody = database.server().connect(database.name());
                Statement reading = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM room_0");
            for (int number = 0; number < TASKS; number++) {
                tasks.add(threads.submit(addColumn(number, start)));
            }
            await().until(() -> database.number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.PROCESSLIST"
                            + " WHERE INFO LIKE 'ALTER TABLE%' AND STATE LIKE '%metadata lock'")
                    == TASKS);
            somebody.commit();
            for (Future<List<Long>> task : tasks) {
                assertThat(task.get()).as("offsets reported as errant").isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.number("SELECT COUNT(same) FROM room_0")).isEqualTo(TASKS);
        assertThat(database.number("SELECT COUNT(own_2) FROM room_0")).isEqualTo(1);
    }

    private Callable<List<Long>> addColumn(int number, CyclicBarrier start) {
        return () -> {
            try (TaskUnderTest task = new TaskUnderTest(database, ROOMS)) {
                start.await();
                task.put(0, "home/0/t", "{\"same\":1,\"own_" + number + "\":2}");
                return task.putAside();
            }
        };
    }

    private Callable<List<Long>> task(int number, String guarantee, CyclicBarrier start) {
        Map<String, String> own = Map.of("delivery.guarantee", guarantee, "offsets.owner", "task-" + number);
        return () -> {
            try (TaskUnderTest task = new TaskUnderTest(database, ROOMS, own)) {
                for (int round = 0; round < 4; round++) {
                    start.await();
                    task.insist(round(number, round));
                }
                return task.putAside();
            }
        };
    }

    private static List<SinkRecord> round(int task, int round) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String payload = "{\"own_" + task + "\":" + i + ",\"same" + round + "\":\"x\"}";
            records.add(record(round * 50L + i, "home/" + i % 5 + "/t", payload));
        }
        return records;
    }

    @Test
    void makesWhatTheConfigurationAndTheFirstRecordSay() throws SQLException {
        String options = """
                match=home/{room}/{quantity}
                table=latest
                insert.mode=upsert
                pk.fields=room, quantity
                column.room={room}
                column.quantity={quantity}
                column.value=$.value as DECIMAL(6,2)
                column.at=$.ts from epoch_s
                column.whole=$
                column.later=$.later
                auto.create=true
                auto.evolve=true
                """;
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(0, "home/Attic/t", "{\"value\":21.555,\"ts\":1772015093}", "home/attic/t", "{\"value\":1}");
            task.put(2, "home/attic/t", "{\"value\":2,\"later\":true}");
        }

        assertThat(database.rows("SELECT COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLLATION_NAME, COLUMN_KEY"
                        + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'table_making' ORDER BY COLUMN_NAME"))
                .containsExactly(
                        "at datetime(3) YES null ",
                        "later tinyint(1) YES null ",
                        "quantity varchar(190) NO " + keyCollation() + " PRI",
                        "room varchar(190) NO " + keyCollation() + " PRI",
                        "value decimal(6,2) YES null ",
                        typeOfWhole());
        assertThat(database.rows("SELECT room, value, later FROM latest ORDER BY room"))
                .containsExactly("Attic 21.56 null", "attic 2.00 1");
    }

    String keyCollation() {
        return "utf8mb4_0900_bin";
    }

    String typeOfWhole() {
        return "whole json YES null ";
    }

    @Test
    void whoeverMakesUpNamesDoesNotFillTheServer() throws SQLException {
        Map<String, String> limits = Map.of("max.tables", "3", "max.columns", "5");
        try (TaskUnderTest task = new TaskUnderTest(database, ROOMS, limits)) {
            for (int i = 0; i < 5; i++) {
                task.put(i, "home/" + i + "/t", "{\"a\":1}");
            }
            task.put(5, "home/0/t", "{\"b\":1}", "home/1/t", "{\"a\":2}");

            assertThat(task.putAside()).containsExactly(3L, 4L, 5L);
            assertThat(task.reasons().get(0))
                    .endsWith("table 'room_3': this connector has made 3 tables, and max.tables is 3");
            assertThat(task.reasons().get(2))
                    .endsWith("table 'room_0': table 'room_0' would have 6 columns, and max.columns is 5");
            assertThat(database.number("SELECT COUNT(*) FROM room_1")).isEqualTo(2);
        }
    }

    /** MySQL counts VARCHAR in the 65,535 bytes of a row: sixteen of the usual texts are too many. */
    @Test
    void thereIsRoomForManyTexts() throws SQLException {
        String first = texts('a');
        try (TaskUnderTest task = new TaskUnderTest(database, ROOMS)) {
            task.put(0, "home/0/t", "{" + first + "}");
            task.put(1, "home/0/t", "{" + first + "," + texts('b') + "}");

            assertThat(task.reasons()).isEmpty();
        }
        assertThat(database.rows("SELECT a1, a40, b1, b40 FROM room_0 ORDER BY n"))
                .containsExactly("of a1 of a40 null null", "of a1 of a40 of b1 of b40");
    }

    private static String texts(char letter) {
        return texts(letter, 40);
    }

    private static String texts(char letter, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "\"" + letter + i + "\":\"of " + letter + i + "\"")
                .collect(Collectors.joining(","));
    }

    /** MySQL has limits for keys, and a table without columns is none: no payload may stop the task by that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pk.mode=none                                         | {}            | {"a":1}
            pk.mode=none;auto.evolve=true                        | {"a":null}    | {"a":1}
            pk.mode=none                                         | 21.5          | {"a":1}
            pk.mode=kafka                                        | [1]           | {"a":1}
            pk.mode=record_value;insert.mode=upsert              | {}            | {"a":1}
            pk.mode=record_value;insert.mode=upsert              | 5 texts       | {"a":1}
            pk.mode=record_value;insert.mode=upsert              | 33 numbers    | {"a":1}
            pk.mode=record_value;pk.fields=a;insert.mode=upsert  | {"a":{"x":1}} | {"a":1}
            """)
    void noPayloadStopsTheTask(String options, String first, String second) throws SQLException {
        String payload = switch (first) {
            case "5 texts" -> "{" + texts('k', 5) + "}";
            case "33 numbers" -> "{" + texts('n', 33).replaceAll("\"of n(\\d+)\"", "$1") + "}";
            default -> first;
        };
        try (TaskUnderTest task =
                new TaskUnderTest(database, "table=made\nauto.create=true\n" + options.replace(';', '\n'))) {
            task.put(0, "home/0/t", payload, "home/0/t", second);

            assertThat(task.putAside()).containsExactly(0L);
        }
        assertThat(database.number("SELECT COUNT(a) FROM made")).isEqualTo(1);
    }

    @Test
    void saysWhichPrivilegeIsMissing() throws SQLException {
        database.run("DROP USER IF EXISTS writer@'%'");
        database.run("CREATE USER writer@'%' IDENTIFIED BY 'w'");
        database.run("GRANT SELECT, INSERT ON table_making.* TO writer@'%'");
        Map<String, String> settings = Map.of(
                ConnectionOptions.USER, "writer",
                ConnectionOptions.PASSWORD, "w",
                RetryOptions.CONFIGURATION_RETRY, "0");
        try (TaskUnderTest task = new TaskUnderTest(database, ROOMS, settings)) {
            assertThatThrownBy(() -> task.put(0, "home/attic/t", "{\"a\":1}"))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Table 'room_attic' cannot be made")
                    .hasMessageContaining("CREATE command denied to user 'writer'");

            database.run("GRANT CREATE ON table_making.* TO writer@'%'");
            task.put(0, "home/attic/t", "{\"a\":1}");

            assertThatThrownBy(() -> task.put(1, "home/attic/t", "{\"b\":1}"))
                    .hasMessageContaining("ALTER command denied to user 'writer'");
        } finally {
            database.run("DROP USER writer@'%'");
        }
    }

    @Test
    void oneRecordOfTooManyFieldsCostsNoOther() throws SQLException {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        for (int i = 0; i < 500; i++) {
            fields.add("\"f" + i + "\":" + i);
        }
        String options = "match=#\ntable=made_of_fields\nfields.include=*\nauto.create=true\nauto.evolve=true";
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(0, "x", fields.toString(), "x", "{\"a\":1}", "x", fields.toString(), "x", "{\"b\":2}");

            assertThat(task.putAside()).containsExactly(0L, 2L);
            assertThat(database.number("SELECT COUNT(*) FROM made_of_fields")).isEqualTo(2);
        }
    }
}
