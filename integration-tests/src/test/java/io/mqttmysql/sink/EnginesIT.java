// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose engine keeps what is rolled back. */
@ExtendWith(StackExtension.class)
class EnginesIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "engines");
    }

    private static String into(String table) {
        return "match=home/{room}\nconfiguration.retry.ms=0\ntable=" + table
                + "\ncolumn.room={room}\ncolumn.n=kafka.offset\ncolumn.state=$.state\n";
    }

    private static List<SinkRecord> records() {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String state = i % 40 == 37 ? "much too long" : "on";
            records.add(record(i, i % 3 == 0 ? "home/attic" : "home/hall", "{\"state\":\"" + state + "\"}"));
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"MyISAM", "MEMORY"})
    void aBadRecordDoublesNoOther(String engine) throws SQLException {
        database.run("CREATE TABLE readings (room VARCHAR(9), n BIGINT, state ENUM('on', 'groß')) ENGINE = " + engine);
        try (TaskUnderTest task = new TaskUnderTest(database, into("readings"))) {
            task.put(records());

            assertThat(database.rows("SELECT COUNT(*), COUNT(DISTINCT n) FROM readings"))
                    .containsExactly("98 98");
            assertThat(task.putAside()).containsExactly(37L, 77L);
        }
    }

    @Test
    void oneOfSeveralTablesWithoutTransactionsDoublesNothingEither() throws SQLException {
        database.run("CREATE TABLE attic (room VARCHAR(9), n BIGINT, state ENUM('on', 'groß')) ENGINE = MyISAM");
        database.run("CREATE TABLE hall (room VARCHAR(9), n BIGINT, state ENUM('on', 'groß'))");
        try (TaskUnderTest task = new TaskUnderTest(database, into("{room}"))) {
            task.put(records());

            assertThat(database.rows("SELECT COUNT(*), COUNT(DISTINCT n) FROM attic"))
                    .containsExactly("34 34");
            assertThat(database.rows("SELECT COUNT(*), COUNT(DISTINCT n) FROM hall"))
                    .containsExactly("64 64");
            assertThat(task.putAside()).containsExactly(37L, 77L);
        }
    }

    @Test
    void exactlyOnceRefusesThem() throws SQLException {
        database.run("CREATE TABLE attic (room VARCHAR(9), n BIGINT, state ENUM('on', 'groß')) ENGINE = MyISAM");
        database.run("CREATE TABLE hall (room VARCHAR(9), n BIGINT, state ENUM('on', 'groß'))");
        String exactlyOnce = "delivery.guarantee=exactly_once\n";
        try (TaskUnderTest task = new TaskUnderTest(database, exactlyOnce + into("attic"))) {
            assertThatThrownBy(() -> task.put(records())).hasMessageContaining("table 'attic' has the engine MyISAM");
        }
        // whoever chooses the table by a topic cannot stop the task with it
        try (TaskUnderTest task = new TaskUnderTest(database, exactlyOnce + into("{room}"))) {
            task.put(records());

            assertThat(task.reasons()).hasSize(36).first().asString().contains("has the engine MyISAM");
        }
        assertThat(database.number("SELECT COUNT(*) FROM attic")).isZero();
        assertThat(database.number("SELECT COUNT(*) FROM hall")).isEqualTo(64);
    }
}
