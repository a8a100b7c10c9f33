// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deliveries that come again after a crash: what of them is stored is found by few questions, and nothing else is. */
@ExtendWith(StackExtension.class)
class RepeatedDeliveriesIT {
    private static final int RECORDS = 3_000;

    /** A history and the latest state, as most houses have them. */
    private static final String HOUSE = """
            strategies=history,latest
            strategy.history.match=home/{room}
            strategy.history.continue=true
            strategy.history.table=history
            strategy.history.column.n=kafka.offset
            strategy.history.column.room={room}
            strategy.history.column.t=payload
            strategy.latest.match=home/{room}
            strategy.latest.table=latest
            strategy.latest.insert.mode=upsert
            strategy.latest.column.room={room}
            strategy.latest.column.t=payload
            """;

    private static final String READINGS = """
            match=home/{k}
            table=readings
            delete.enabled=true
            pk.fields=k
            column.k={k}
            column.v=payload
            """;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "repeated_deliveries");
    }

    @Test
    void costFewStatements() throws SQLException {
        database.run("CREATE TABLE history (n BIGINT PRIMARY KEY, room VARCHAR(20), t FLOAT)");
        database.run("CREATE TABLE latest (room VARCHAR(20) PRIMARY KEY, t FLOAT)");
        try (TaskUnderTest task = new TaskUnderTest(database, HOUSE)) {
            task.put(rooms(0, RECORDS));
            long before = database.questions();

            task.put(rooms(0, RECORDS + 10));

            assertThat(database.questions() - before).isLessThan(60);
            assertThat(task.putAside()).isEmpty();
            assertThat(database.number("SELECT COUNT(*) FROM history")).isEqualTo(RECORDS + 10);
        }
    }

    /** Among them are some that are bad, and others that meet another row: not too many statements for each. */
    @Test
    void costFewStatementsMoreWhereRecordsAreBad() throws SQLException {
        database.run("CREATE TABLE readings (k BIGINT PRIMARY KEY, v VARCHAR(8))");
        try (TaskUnderTest task = new TaskUnderTest(database, READINGS)) {
            task.put(readings("warm", 0, RECORDS));
            database.run("UPDATE readings SET v = 'cold' WHERE k = 1000");
            database.run("DELETE FROM readings WHERE k = 2000");
            long before = database.questions();

            List<SinkRecord> again = new ArrayList<>(readings("warm", 0, RECORDS));
            again.add(record(RECORDS, "home/" + RECORDS, "much too long"));
            task.put(again);

            assertThat(database.questions() - before).isLessThan(200);
            assertThat(task.putAside()).containsExactlyInAnyOrder(1_000L, (long) RECORDS);
            assertThat(database.number("SELECT COUNT(*) FROM readings WHERE v = 'warm'"))
                    .isEqualTo(RECORDS - 1);
        }
    }

    @Test
    void doNotLoseARowThatTheyRemoveAndBringAgain() throws SQLException {
        database.run("CREATE TABLE readings (k BIGINT PRIMARY KEY, v VARCHAR(8))");
        database.run("INSERT INTO readings VALUES (1, 'warm'), (2, 'warm')");
        try (TaskUnderTest task = new TaskUnderTest(database, READINGS)) {
            task.put(0, "home/1", null, "home/1", "warm", "home/2", "warm", "home/3", "warm");

            assertThat(task.putAside()).isEmpty();
            assertThat(database.rows("SELECT k, v FROM readings ORDER BY k"))
                    .containsExactly("1 warm", "2 warm", "3 warm");
        }
    }

    /** The server would not refuse it: it is one row more. */
    @Test
    void doNotLoseAnEqualRowWithoutAKey() throws SQLException {
        database.run("CREATE TABLE readings (k BIGINT UNIQUE, v VARCHAR(8))");
        database.run("INSERT INTO readings VALUES (NULL, 'warm'), (1, 'warm')");
        try (TaskUnderTest task = new TaskUnderTest(database, "match=#\ntable=readings\ncolumn.k=$.k\ncolumn.v=$.v")) {
            task.put(0, "x", "{\"k\":null,\"v\":\"warm\"}", "x", "{\"k\":1,\"v\":\"warm\"}");

            assertThat(task.putAside()).isEmpty();
            assertThat(database.rows("SELECT k FROM readings ORDER BY k")).containsExactly("null", "null", "1");
        }
    }

    /** What the trigger makes of it meets nothing. */
    @Test
    void doNotLoseARowThatATriggerChanges() throws SQLException {
        database.run("CREATE TABLE readings (k BIGINT PRIMARY KEY, v VARCHAR(8))");
        database.run("INSERT INTO readings VALUES (1, 'warm'), (102, 'warm')");
        database.run("CREATE TRIGGER moves BEFORE INSERT ON readings FOR EACH ROW SET NEW.k = NEW.k + 100");
        try (TaskUnderTest task = new TaskUnderTest(database, READINGS)) {
            task.put(0, "home/1", "warm", "home/2", "warm");

            assertThat(task.putAside()).containsExactly(1L);
            assertThat(database.rows("SELECT k FROM readings ORDER BY k")).containsExactly("1", "101", "102");
        }
    }

    /** The question for all of them fails as a whole. */
    @Test
    void areFoundBesideATextThatTheColumnCannotHold() throws SQLException {
        database.run("CREATE TABLE readings (k BIGINT PRIMARY KEY, v VARCHAR(8) CHARACTER SET latin1)");
        try (TaskUnderTest task = new TaskUnderTest(database, READINGS)) {
            task.put(readings("warm", 0, 20));

            List<SinkRecord> again = new ArrayList<>(readings("warm", 0, 20));
            again.add(record(20, "home/20", "\uD83D\uDE00"));
            task.put(again);

            assertThat(task.putAside()).containsExactly(20L);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(20);
        }
    }

    private static List<SinkRecord> rooms(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> record(offset, "home/" + offset % 7, "21.7"))
                .toList();
    }

    private static List<SinkRecord> readings(String value, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> record(offset, "home/" + offset, value))
                .toList();
    }
}
