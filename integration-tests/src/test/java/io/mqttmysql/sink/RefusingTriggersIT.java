// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Triggers that refuse rows: with the number that is meant for it, and with one that nobody knows. */
@ExtendWith(StackExtension.class)
class RefusingTriggersIT {
    private static final String OPTIONS = "table=guarded\ncolumn.n=payload\ndelivery.guarantee=";

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "refusing_triggers");
        database.run("CREATE TABLE guarded (n BIGINT)");
        guard();
    }

    private void guard() throws SQLException {
        database.run("CREATE TRIGGER guard BEFORE INSERT ON guarded FOR EACH ROW BEGIN"
                + " IF NEW.n = 13 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no thirteen'; END IF;"
                + " IF NEW.n > 90 THEN SIGNAL SQLSTATE 'XY000' SET MESSAGE_TEXT = 'odd', MYSQL_ERRNO = 7777; END IF;"
                + " END");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void costTheirRecordOnly(String guarantee) throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, OPTIONS + guarantee)) {
            task.put(0, "a", "1", "a", "13", "a", "2", "a", "99", "a", "3");

            assertThat(task.putAside()).containsExactlyInAnyOrder(1L, 3L);
            assertThat(task.reasons()).anyMatch(reason -> reason.contains("the row: no thirteen (error 1644"));
            assertThat(task.reasons()).anyMatch(reason -> reason.contains("odd (error 7777, SQLState XY000)"));
        }
        assertThat(database.rows("SELECT n FROM guarded ORDER BY n")).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void areTheServersFaultWhereNoRecordPasses(String guarantee) throws SQLException {
        try (TaskUnderTest task =
                new TaskUnderTest(database, OPTIONS + guarantee, Map.of("configuration.retry.ms", "0"))) {
            assertThatThrownBy(() -> task.put(0, "a", "98", "a", "99"))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Record home-0@0")
                    .hasMessageContaining("table 'guarded'")
                    .hasMessageContaining("odd");
            assertThat(task.putAside()).isEmpty();
        }
        assertThat(database.number("SELECT COUNT(*) FROM guarded")).isZero();
    }

    @Test
    void endTheTaskWhereTheTableKeepsRowsOfAFailedTransaction() throws SQLException {
        database.run("DROP TABLE guarded");
        database.run("CREATE TABLE guarded (n BIGINT) ENGINE = MyISAM");
        guard();
        try (TaskUnderTest task = new TaskUnderTest(database, OPTIONS + "at_least_once")) {
            assertThatThrownBy(() -> task.put(0, "a", "1", "a", "99"))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("ENGINE = InnoDB");
            assertThat(task.putAside()).isEmpty();
        }
        assertThat(database.rows("SELECT n FROM guarded")).containsExactly("1");
    }
}
