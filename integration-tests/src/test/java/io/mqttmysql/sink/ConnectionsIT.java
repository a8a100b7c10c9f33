// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.connection.ConnectionCounts;
import io.mqttmysql.sink.connection.MySqlConnections;
import io.mqttmysql.sink.connection.MySqlDriver;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink's connections are, and how long they live, on a real server. */
@ExtendWith(StackExtension.class)
class ConnectionsIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "connections");
        database.run("CREATE TABLE readings (id BIGINT, value VARCHAR(8))");
    }

    @Test
    void haveTheSessionThatTheSinkNeeds() throws SQLException {
        MySqlDriver driver = MySqlDriver.of(database.connection().get(ConnectionOptions.URL));
        MySqlConnections connections =
                new MySqlConnections(driver, database.connectionOptions(), new ConnectionCounts(), facts -> {});

        try (Connection connection = connections.getConnection()) {
            Map<String, String> session = variables(connection);

            assertThat(session.getOrDefault("transaction_isolation", session.get("tx_isolation")))
                    .isEqualTo("READ-COMMITTED");
            assertThat(session)
                    .containsEntry("innodb_lock_wait_timeout", "10")
                    .containsEntry("lock_wait_timeout", "10")
                    .containsEntry("wait_timeout", "120")
                    .containsEntry("time_zone", "+00:00")
                    .containsEntry("autocommit", "OFF")
                    .containsEntry("character_set_client", "utf8mb4");
            assertThat(session.get("sql_mode")).contains("STRICT_ALL_TABLES").contains("NO_ZERO_DATE");
        }
        assertThat(connections.server().waitTimeout().toSeconds()).isEqualTo(120);
    }

    private static Map<String, String> variables(Connection connection) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        try (Statement query = connection.createStatement();
                ResultSet variable = query.executeQuery("SHOW SESSION VARIABLES")) {
            while (variable.next()) {
                variables.put(variable.getString(1), variable.getString(2));
            }
        }
        return variables;
    }

    /** So long a host that vanished keeps its locks, and so long the sink waits for those of others. */
    @ParameterizedTest
    @CsvSource({
        "at_least_once, validated, 30000, 120 10 10",
        "at_least_once, recycled, 30000, 120 10 10",
        "at_least_once, none, 30000, 120 10 10",
        "exactly_once, validated, 30000, 120 10 10",
        "exactly_once, validated, 9000, 120 4 4",
        "at_least_once, validated, 3000, 120 1 1"
    })
    void keepAndAwaitNoLocksForLong(String guarantee, String pool, String socketTimeout, String timeouts)
            throws SQLException {
        assertThat(timeoutsSeen(Map.of(
                        "delivery.guarantee", guarantee, "connection.pool", pool, "socket.timeout.ms", socketTimeout)))
                .isEqualTo(timeouts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void areNotKeptLongerThanTheServerWants(String guarantee) throws SQLException {
        long usual = database.number("SELECT @@GLOBAL.wait_timeout");
        database.run("SET GLOBAL wait_timeout = 50");
        try {
            assertThat(timeoutsSeen(Map.of("delivery.guarantee", guarantee))).isEqualTo("50 10 10");
        } finally {
            database.run("SET GLOBAL wait_timeout = " + usual);
        }
    }

    /** wait_timeout and those of locks, as the server itself sees them in the session that writes a row. */
    private String timeoutsSeen(Map<String, String> settings) throws SQLException {
        database.run("CREATE TABLE seen (n BIGINT, timeouts VARCHAR(40))");
        database.run("CREATE TRIGGER see BEFORE INSERT ON seen FOR EACH ROW SET NEW.timeouts = CONCAT_WS(' ',"
                + " @@SESSION.wait_timeout, @@SESSION.innodb_lock_wait_timeout, @@SESSION.lock_wait_timeout)");
        try (TaskUnderTest task = new TaskUnderTest(database, "table=seen\ncolumn.n=payload", settings)) {
            task.insist(List.of(TaskUnderTest.record(0, "x", "1")));
        }
        return String.join(",", database.rows("SELECT DISTINCT timeouts FROM seen"));
    }

    /** HikariCP by itself makes half an hour of less than 30 s. */
    @Test
    void areReplacedAfterALifetimeOfLessThanThirtySeconds() throws SQLException {
        AtomicLong next = new AtomicLong();
        try (WriterUnderTest writer = new WriterUnderTest(
                database, database.server().port(), InsertMode.INSERT, "connection.max.lifetime.ms", "1500")) {
            await().until(() -> {
                writer.write(next.get(), next.incrementAndGet());
                return writer.counters().connections().opened().sum() >= 3;
            });

            assertThat(writer.counters().connections().failedPings().sum()).isZero();
            assertThat(writer.counters().outage().count()).isZero();
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(next.get());
        }
    }
}
