// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table lets nobody write: columns that it computes, and values that it has no partition for. */
@ExtendWith(StackExtension.class)
class GeneratedColumnsIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "generated_columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table=sums", "table=sums\nauto.evolve=true"})
    void areLeftToTheServerWhateverTheFieldsSay(String options) throws SQLException {
        database.run("CREATE TABLE sums (a INT, kept INT GENERATED ALWAYS AS (a * 2) STORED,"
                + " made INT GENERATED ALWAYS AS (a + 1) VIRTUAL, at DATETIME NOT NULL DEFAULT (now()))");
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(0, "x", "{\"a\":1,\"kept\":5,\"made\":6,\"at\":\"2026-01-02T03:04:05\"}", "x", "{\"a\":2}");

            assertThat(task.putAside()).isEmpty();
            assertThat(database.rows("SELECT a, kept, made FROM sums ORDER BY a"))
                    .containsExactly("1 2 2", "2 4 3");
            assertThat(database.number("SELECT COUNT(*) FROM sums WHERE at = '2026-01-02 03:04:05'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void thatBecomeSoWhileRunningCostNoRecord() throws SQLException {
        database.run("CREATE TABLE sums (a INT, total INT)");
        try (TaskUnderTest task = new TaskUnderTest(database, "table=sums")) {
            task.put(0, "x", "{\"a\":1,\"total\":5}");
            database.run("ALTER TABLE sums DROP total");
            database.run("ALTER TABLE sums ADD total INT GENERATED ALWAYS AS (a * 2) STORED");
            task.put(1, "x", "{\"a\":2,\"total\":5}");

            assertThat(task.putAside()).isEmpty();
            assertThat(database.rows("SELECT a, total FROM sums ORDER BY a")).containsExactly("1 2", "2 4");
        }
    }

    /** A device that counts its messages, or says the largest number there is, uses up nobody's numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"table=counted", "table=counted\nmatch=#\nfields.include=*\ncolumn.topic=mqtt.topic"})
    void numbersOfTheServerAreTheServersUnlessNamed(String options) throws SQLException {
        database.run("CREATE TABLE counted (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, a INT, topic VARCHAR(9))");
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(0, "x", "{\"a\":1,\"id\":18446744073709551615}", "x", "{\"a\":2,\"id\":\"none\"}");
            task.put(2, "x", "{\"a\":3,\"id\":1}");

            assertThat(task.putAside()).isEmpty();
            assertThat(database.rows("SELECT id, a FROM counted ORDER BY a")).containsExactly("1 1", "2 2", "3 3");
        }
        try (TaskUnderTest task = new TaskUnderTest(database, "table=counted\nfields.include=id,a")) {
            task.put(3, "x", "{\"a\":4,\"id\":70}");

            assertThat(database.rows("SELECT id FROM counted WHERE a = 4")).containsExactly("70");
        }
    }

    /** The server decides: a trigger may fill what no row brings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "match=#\ntable=filled\ncolumn.n=$.n",
                "match=#\ntable=filled\ncolumn.n=$.n\ncolumn.place=$.place",
                "match=#\ntable=filled\nmissing=null\ncolumn.n=$.n\ncolumn.place=$.place",
                "table=filled",
                "table=filled\nauto.evolve=true"
            })
    void aTriggerMayFillWhatTheRowLacks(String options) throws SQLException {
        database.run("CREATE TABLE filled (n INT, place VARCHAR(9) NOT NULL, made INT NOT NULL)");
        database.run("CREATE TRIGGER fills BEFORE INSERT ON filled FOR EACH ROW"
                + " SET NEW.place = COALESCE(NEW.place, 'attic'), NEW.made = NEW.n * 2");
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(0, "x", "{\"n\":1}", "x", "{\"n\":2,\"place\":null}");

            assertThat(task.reasons()).isEmpty();
            assertThat(database.rows("SELECT n, made FROM filled ORDER BY n")).containsExactly("1 2", "2 4");
        }
    }

    @Test
    void whatNoTriggerFillsIsTheRecordsMatter() throws SQLException {
        database.run("CREATE TABLE filled (n INT, place VARCHAR(9) NOT NULL)");
        database.run("CREATE TRIGGER fills BEFORE INSERT ON filled FOR EACH ROW SET NEW.n = NEW.n * 2");
        try (TaskUnderTest task = new TaskUnderTest(database, "match=#\ntable=filled\nfields.include=*")) {
            task.put(0, "x", "{\"n\":1,\"place\":\"hall\"}", "x", "{\"n\":2}");

            assertThat(task.putAside()).containsExactly(1L);
            assertThat(database.rows("SELECT * FROM filled")).containsExactly("2 hall");
        }
    }

    @Test
    void aValueWithoutAPartitionIsTheRecordsMatter() throws SQLException {
        database.run("CREATE TABLE parts (y INT) PARTITION BY RANGE (y) (PARTITION p VALUES LESS THAN (10))");
        try (TaskUnderTest task = new TaskUnderTest(database, "table=parts")) {
            task.put(0, "x", "{\"y\":5}", "x", "{\"y\":4711}", "x", "{\"y\":6}");

            assertThat(task.putAside()).containsExactly(1L);
            assertThat(task.reasons().get(0))
                    .contains("the table has no partition for the value: Table has no partition for value 4711"
                            + " (error 1526");
            assertThat(database.rows("SELECT y FROM parts ORDER BY y")).containsExactly("5", "6");
        }
    }
}
