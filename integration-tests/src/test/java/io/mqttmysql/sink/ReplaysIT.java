// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An insert that meets its own row is a repeat; one that meets another row is not, however alike they look. */
@ExtendWith(StackExtension.class)
class ReplaysIT {
    private static final String READINGS = """
            match=#
            table=readings
            column.second=$.second
            column.v=$.v
            """;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "replays");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # type                                  | stored      | another
            FLOAT                                   | 21.7        | 99.9
            FLOAT                                   | 21.5        | 21.500002
            FLOAT(7,2)                              | 21.709      | 21.72
            DOUBLE                                  | 0.1         | 0.10000000000000002
            DOUBLE(9,2)                             | 21.705      | 21.71
            DECIMAL(7,2)                            | 21.705      | 21.7
            BINARY(6)                               | "ab"        | "abc"
            VARBINARY(6)                            | "ab"        | "ab\\u0000"
            CHAR(6)                                 | "lamp "     | "Lamp"
            VARCHAR(6)                              | "lamp"      | "lamp "
            VARCHAR(6) CHARACTER SET latin1         | "Küche"     | "Kuche"
            TEXT                                    | "Küche"     | "küche"
            ENUM('on','Off')                        | "off "      | "ON"
            SET('a','b''c','d') CHARACTER SET latin1 | "d,B'c,d "  | "d"
            JSON                                    | {"a":1,"b":2} | {"a":1,"b":3}
            TIME(1)                                 | "10:00:00.16" | "10:00:00.3"
            BIT(5)                                  | 5           | 4
            """)
    void aRepeatIsToldFromAnotherRowByWhatTheColumnStores(String type, String stored, String another)
            throws SQLException {
        database.run("CREATE TABLE readings (second INT PRIMARY KEY, v " + type + ")");
        try (TaskUnderTest task = new TaskUnderTest(database, READINGS)) {
            task.put(0, "x", "{\"second\":1,\"v\":" + stored + "}", "x", "{\"second\":2,\"v\":null}");
            task.put(0, "x", "{\"second\":1,\"v\":" + stored + "}", "x", "{\"second\":2,\"v\":null}");
            assertThat(task.reasons()).isEmpty();

            task.put(2, "x", "{\"second\":1,\"v\":" + another + "}", "x", "{\"second\":2,\"v\":" + another + "}");
            assertThat(task.putAside()).containsExactly(2L, 3L);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(2);
        }
    }

    /** Positions say what was delivered before: whoever comes now is another record. */
    @Test
    void withExactlyOnceAnEqualRowIsAnotherRecord() throws SQLException {
        database.run("CREATE TABLE readings (second INT PRIMARY KEY, v FLOAT)");
        try (TaskUnderTest task = new TaskUnderTest(database, READINGS + "delivery.guarantee=exactly_once")) {
            task.put(0, "x", "{\"second\":1,\"v\":21.7}");
            task.put(1, "x", "{\"second\":1,\"v\":21.7}");

            assertThat(task.putAside()).containsExactly(1L);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(1);
        }
    }

    private static final String UNKEYED = "match=#\ntable=readings\nconfiguration.retry.ms=0\ncolumn.v=$.v\n";

    /** Equal rows are rows: none of them vanishes, and no record answers for the numbers. */
    @ParameterizedTest
    @CsvSource({
        "TINYINT, at_least_once",
        "TINYINT UNSIGNED, exactly_once",
        "INT, at_least_once",
        "BIGINT UNSIGNED, at_least_once"
    })
    void anAutoIncrementThatIsUsedUpIsNoRecordsFault(String type, String guarantee) throws SQLException {
        database.run("CREATE TABLE readings (id " + type + " AUTO_INCREMENT PRIMARY KEY, v INT)");
        database.run("INSERT INTO readings SELECT "
                + switch (type) {
                    case "TINYINT" -> "126";
                    case "TINYINT UNSIGNED" -> "254";
                    case "INT" -> "2147483646";
                    default -> "18446744073709551614";
                }
                + ", 5");
        try (TaskUnderTest task = new TaskUnderTest(database, UNKEYED + "delivery.guarantee=" + guarantee)) {
            int stored = 1;
            for (String unused : List.of("first", "second", "third")) {
                try {
                    task.put(stored, "x", "{\"v\":5}");
                    stored++;
                } catch (ConnectException e) {
                    assertThat(e).hasMessageContaining("AUTO_INCREMENT of 'readings.id' is used up");
                }
            }
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(stored);
            assertThat(stored).isLessThan(4);
            assertThat(task.putAside()).isEmpty();
        }
    }

    @Test
    void aKeyThatTheStrategyNeverWritesIsAMatterOfConfiguration() throws SQLException {
        database.run("CREATE TABLE readings (v INT, slot INT NOT NULL DEFAULT 0, UNIQUE slots (slot))");
        try (TaskUnderTest task = new TaskUnderTest(database, UNKEYED)) {
            task.put(0, "x", "{\"v\":5}");

            assertThatThrownBy(() -> task.put(1, "x", "{\"v\":5}"))
                    .hasMessageContaining("'slots' (slot) of table 'readings' has the column 'slot', which the strategy"
                            + " never writes");
            assertThat(task.putAside()).isEmpty();
        }
        try (TaskUnderTest task = new TaskUnderTest(database, UNKEYED + "column.slot=$.slot")) {
            task.put(1, "x", "{\"v\":5}", "x", "{\"v\":5,\"slot\":1}", "x", "{\"v\":5,\"slot\":1}");

            assertThat(task.putAside()).containsExactly(1L);
        }
    }

    /** A key of what the server computes out of the row is the row's. */
    @Test
    void aGeneratedKeyTellsRepeats() throws SQLException {
        database.run("CREATE TABLE readings (v INT, twice INT AS (v * 2) STORED, UNIQUE `it's` (twice))");
        try (TaskUnderTest task = new TaskUnderTest(database, UNKEYED)) {
            task.put(0, "x", "{\"v\":5}");
            task.put(0, "x", "{\"v\":5}");

            assertThat(task.putAside()).isEmpty();
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(1);
        }
    }

    /** What a trigger may not write elsewhere says nothing about this table's row. */
    @Test
    void aDuplicateOfATriggerIsTheRecordsMatter() throws SQLException {
        database.run("CREATE TABLE once (v INT, UNIQUE values_once (v))");
        database.run("CREATE TABLE readings (id INT AUTO_INCREMENT PRIMARY KEY, v INT)");
        database.run("CREATE TRIGGER copies AFTER INSERT ON readings FOR EACH ROW INSERT INTO once VALUES (NEW.v)");
        try (TaskUnderTest task = new TaskUnderTest(database, UNKEYED)) {
            task.put(0, "x", "{\"v\":5}", "x", "{\"v\":5}", "x", "{\"v\":6}");

            assertThat(task.putAside()).containsExactly(1L);
            assertThat(database.rows("SELECT v FROM readings ORDER BY v")).containsExactly("5", "6");
        }
    }
}
