// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code changed.only}: nothing but what says nothing new is left out. */
@ExtendWith(StackExtension.class)
class ChangedOnlyIT {
    private static final String HISTORY = """
            match=home/{room}
            table=history
            pk.fields=room
            column.room={room}
            column.t=$.t
            column.state=$.state
            column.at=kafka.timestamp
            changed.only=true
            """;

    private static final String COLUMNS =
            "room VARCHAR(20) COLLATE utf8mb4_bin NOT NULL, t DECIMAL(6,2), state VARCHAR(20), n INT, at DATETIME(3)";

    private static final String HISTORY_AND_TWO = """
            put.budget.ms=1000
            column.room={room}
            column.t=$.t
            strategies=history,twin,state
            strategy.history.match=home/{room}
            strategy.history.table=history
            strategy.history.pk.fields=room
            strategy.history.changed.only=true
            strategy.history.continue=true
            strategy.twin.match=home/{room}
            strategy.twin.table=twin
            strategy.twin.insert.mode=upsert
            strategy.twin.continue=true
            strategy.state.match=home/{room}
            strategy.state.table=state
            strategy.state.insert.mode=upsert
            """;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "changed_only");
        database.run("CREATE TABLE history (id INT AUTO_INCREMENT PRIMARY KEY, " + COLUMNS + ")");
        database.run("CREATE TABLE state (" + COLUMNS + ", PRIMARY KEY (room))");
        database.run("CREATE TABLE twin LIKE state");
    }

    private List<String> history() throws SQLException {
        return database.rows("SELECT room, t, state FROM history ORDER BY id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void keepsTheHistoryOfChanges(String guarantee) throws SQLException {
        try (TaskUnderTest task =
                new TaskUnderTest(database, HISTORY + "changed.deadband.t=0.2\ndelivery.guarantee=" + guarantee)) {
            task.put(
                    0,
                    "home/bath",
                    "{\"t\":20.0,\"state\":\"on\"}",
                    "home/bath",
                    "{\"t\":20.2,\"state\":\"on\"}",
                    "home/hall",
                    "{\"t\":20.2,\"state\":\"on\"}",
                    "home/bath",
                    "{\"t\":20.3,\"state\":\"on\"}");
            task.put(4, "home/bath", "{\"t\":20.2,\"state\":\"on\"}", "home/hall", "{\"t\":20.2,\"state\":\"off\"}");
            task.put(6, "home/bath", "{\"t\":20.2,\"state\":\"on\"}");

            assertThat(history()).containsExactly("bath 20.00 on", "hall 20.20 on", "bath 20.30 on", "hall 20.20 off");
        }
        if (guarantee.equals("exactly_once")) {
            assertThat(database.number("SELECT next_offset FROM connect_sink_offsets"))
                    .isEqualTo(7);
        }
    }

    @Test
    void aHeartbeatShowsThatNothingChanged() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, HISTORY + "changed.heartbeat.ms=2")) {
            List<SinkRecord> records = new ArrayList<>();
            for (int offset = 0; offset < 6; offset++) { // a millisecond each
                records.add(TaskUnderTest.record(offset, "home/bath", "{\"t\":20,\"state\":\"on\"}"));
            }
            task.put(records);
        }

        assertThat(database.rows("SELECT MICROSECOND(at) DIV 1000 FROM history ORDER BY id"))
                .containsExactly("0", "2", "4");
    }

    /** Nobody knows what was written meanwhile. */
    @Test
    void aNewTaskWritesTheFirstRowOfEachKey() throws SQLException {
        for (int offset : new int[] {0, 2}) {
            try (TaskUnderTest task = new TaskUnderTest(database, HISTORY)) {
                task.put(offset, "home/bath", "{\"t\":20}", "home/bath", "{\"t\":20}");
            }
        }

        assertThat(history()).containsExactly("bath 20.00 null", "bath 20.00 null");
    }

    /** Connections come and go, with {@code wait_timeout} every two minutes; what the server has committed it still has. */
    @ParameterizedTest
    @ValueSource(strings = {"validated", "none"})
    void aNewConnectionToTheSameServerChangesNothing(String pool) throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, HISTORY + "connection.pool=" + pool)) {
            task.put(0, "home/bath", "{\"t\":20}", "home/hall", "{\"t\":20}");
            database.run("DELETE FROM history"); // nobody tells the task
            database.killIdleConnections();
            task.put(2, "home/bath", "{\"t\":20}", "home/hall", "{\"t\":21}");
        }

        assertThat(history()).containsExactly("hall 21.00 null");
    }

    /** One that ended may have lost what was committed, as may another that took its place. */
    @Test
    void afterARestartOfTheServerRowsAreWrittenAgain(SqlServer server) throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, HISTORY)) {
            task.put(0, "home/bath", "{\"t\":20}", "home/hall", "{\"t\":20}");
            database.run("DELETE FROM history"); // as if it had never been
            server.restart();
            task.insist(List.of(
                    TaskUnderTest.record(2, "home/bath", "{\"t\":20}"),
                    TaskUnderTest.record(3, "home/hall", "{\"t\":20}"),
                    TaskUnderTest.record(4, "home/hall", "{\"t\":20}")));
        }

        assertThat(history()).containsExactly("bath 20.00 null", "hall 20.00 null");
    }

    /** A device that sends an old reading again, which the table has: the last row of the key is another. */
    @Test
    void aRowThatWasStoredBeforeIsNotTheLast() throws SQLException {
        database.run("ALTER TABLE history ADD UNIQUE (room, n)");
        try (TaskUnderTest task =
                new TaskUnderTest(database, HISTORY + "column.n=$.n\nchanged.deadband.n=any\ncolumn.at=\n")) {
            task.put(0, "home/bath", "{\"n\":1,\"t\":20}", "home/bath", "{\"n\":2,\"t\":21}");
            task.put(2, "home/bath", "{\"n\":1,\"t\":20}");
            task.put(3, "home/bath", "{\"n\":3,\"t\":20}");
            task.put(4, "home/bath", "{\"n\":4,\"t\":21}");
            task.put(5, "home/bath", "{\"n\":3,\"t\":20}", "home/bath", "{\"n\":5,\"t\":20}");

            assertThat(task.putAside()).isEmpty();
        }

        assertThat(database.rows("SELECT n, t FROM history ORDER BY n"))
                .containsExactly("1 20.00", "2 21.00", "3 20.00", "4 21.00", "5 20.00");
    }

    /** Another strategy writes the numbers that the server gives to its own: by them its row may change any. */
    @Test
    void aRowThatAnotherChangedByAnotherIndexIsWrittenAgain() throws SQLException {
        database.run("ALTER TABLE state ADD id INT AUTO_INCREMENT UNIQUE");
        try (TaskUnderTest task = new TaskUnderTest(database, """
                strategies=numbered,state
                table=state
                insert.mode=upsert
                pk.fields=room
                column.room={room}
                column.t=$.t
                strategy.numbered.match=home/{room}
                strategy.numbered.when=$.id
                strategy.numbered.column.id=$.id
                strategy.state.match=home/{room}
                strategy.state.changed.only=true
                """)) {
            task.put(0, "home/bath", "{\"t\":20}");
            task.put(1, "home/hall", "{\"t\":5,\"id\":1}");
            assertThat(database.rows("SELECT room, t, id FROM state")).containsExactly("bath 5.00 1");
            task.put(2, "home/bath", "{\"t\":20}");
        }

        assertThat(database.rows("SELECT room, t, id FROM state")).containsExactly("bath 20.00 1");
    }

    /** A record that cannot be stored takes what it had made others leave out back. */
    @Test
    void whatIsUndoneIsWrittenByTheNextRecord() throws SQLException {
        database.run("CREATE TABLE strict (room VARCHAR(20), n INT, CHECK (n < 10))");
        try (TaskUnderTest task = new TaskUnderTest(database, """
                strategies=history,strict
                strategy.history.match=home/{room}
                strategy.history.table=history
                strategy.history.pk.fields=room
                strategy.history.column.room={room}
                strategy.history.column.t=$.t
                strategy.history.changed.only=true
                strategy.history.continue=true
                strategy.strict.match=home/{room}
                strategy.strict.table=strict
                strategy.strict.column.room={room}
                strategy.strict.column.n=$.n
                """)) {
            task.put(
                    0,
                    "home/bath",
                    "{\"t\":20,\"n\":1}",
                    "home/bath",
                    "{\"t\":21,\"n\":99}",
                    "home/bath",
                    "{\"t\":21,\"n\":2}");

            assertThat(task.putAside()).containsExactly(1L);
        }

        assertThat(history()).containsExactly("bath 20.00 null", "bath 21.00 null");
    }

    /** Of a delivery that is tried again in parts, one without rows is done before those that came to nothing. */
    @Test
    void aPartWithoutRowsSaysNothingOfTheTransactionBefore(SqlServer server) throws Exception {
        ExecutorService program = Executors.newSingleThreadExecutor();
        try (Connection other = server.connect(database.name());
                Statement lock = other.createStatement();
                TaskUnderTest task = new TaskUnderTest(database, HISTORY_AND_TWO)) {
            task.put(0, "home/bath", "{\"t\":1}", "home/hall", "{\"t\":1}");
            other.setAutoCommit(false);
            lock.execute("UPDATE twin SET n = 1");
            Future<?> released = program.submit(() -> {
                await().until(() -> database.number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.PROCESSLIST"
                                + " WHERE INFO LIKE 'INSERT INTO `twin`%' AND TIME >= 2")
                        > 0);
                other.rollback();
                return null;
            });
            List<SinkRecord> records = new ArrayList<>();
            for (int offset = 2; offset < 10; offset++) {
                String topic = offset < 6 ? "garden" : offset % 2 == 0 ? "home/bath" : "home/hall";
                records.add(TaskUnderTest.record(offset, topic, "{\"t\":20}"));
            }
            task.insist(records);
            released.get();
            assertThat(task.timesHeld()).isPositive();
        } finally {
            program.shutdownNow();
        }

        assertThat(history()).containsExactly("bath 1.00 null", "hall 1.00 null", "bath 20.00 null", "hall 20.00 null");
    }
}
