// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers and cannot write now: the records wait, and none is blamed. */
@ExtendWith(StackExtension.class)
abstract class ServerStates {
    private static final String USER = "server_states";
    private static final String PASSWORD = "may not do everything";
    private static final int TABLE_FULL = 1114;

    private Database database;
    private FaultProxy proxy;
    private Connection admin;
    private String usualConnections;

    /** The administrator stays connected: later it might be one too many. */
    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "server_states");
        database.run("CREATE TABLE readings (id BIGINT PRIMARY KEY, value VARCHAR(8))");
        proxy = FaultProxy.to("mysql-link", server.port());
        admin = server.connect(database.name());
        usualConnections = ask("SELECT @@GLOBAL.max_connections");
        order("DROP USER IF EXISTS " + USER + "@'%'");
        order("CREATE USER " + USER + "@'%' IDENTIFIED BY '" + PASSWORD + "'");
        order("GRANT ALL ON server_states.* TO " + USER + "@'%'");
    }

    @AfterEach
    void theServerTakesRowsAgain() throws SQLException {
        acceptConnections();
        acceptRows();
        admin.close();
        proxy.close();
    }

    /** Undoes whatever keeps the server from writing. */
    abstract void acceptRows();

    /**
     * A primary that becomes a replica, before the rows and before their COMMIT.
     *
     * @param variable set to ON before the statement
     */
    void assertThatRowsWaitWhileItOnlyReads(String variable, String guarantee, String statement) throws SQLException {
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee)) {
            writer.write(0, 10);
            writer.insist();

            proxy.before(statement, () -> set(variable, "ON"));
            writer.write(10, 20);

            assertThatItWaits(writer, "(error 1290,", 10);
            assertThat(writer.counters().connections().discarded().sum())
                    .as("another server may have its name by now")
                    .isPositive();
            acceptRows();
            assertThatEachIsThereOnce(writer, 20);
        }
    }

    @ParameterizedTest
    @CsvSource({"exactly_once, validated", "at_least_once, none"})
    void thatTheUserHasTooManyConnections(String guarantee, String pool) throws SQLException {
        order("ALTER USER " + USER + "@'%' WITH MAX_USER_CONNECTIONS 1");
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee, "connection.pool", pool)) {
            try (Connection other = connectAsUser()) {
                assertThat(other.isClosed()).isFalse();
                writer.write(0, 10);

                assertThatItWaits(writer, "(error 1226,", 0);
            }
            assertThatEachIsThereOnce(writer, 10);
        }
    }

    /** By a table that a trigger writes to: it is full for the same statement, with the same error, as a disk. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void thatItIsFull(String guarantee) throws SQLException {
        order("SET SESSION max_heap_table_size = 16384");
        order("CREATE TABLE journal (text CHAR(200)) ENGINE = MEMORY");
        order("CREATE TRIGGER note AFTER INSERT ON readings FOR EACH ROW INSERT INTO journal VALUES (NEW.value)");
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee)) {
            writer.write(0, 10);
            writer.insist();

            fillJournal();
            writer.write(10, 20);

            assertThatItWaits(writer, "(error 1114,", 10);
            order("DELETE FROM journal");
            assertThatEachIsThereOnce(writer, 20);
        }
    }

    Connection connectAsUser() throws SQLException {
        return new SqlServer(database.server().port(), USER, PASSWORD, () -> {}).connect(database.name());
    }

    void acceptConnections() {
        set("max_connections", usualConnections);
    }

    private void fillJournal() throws SQLException {
        try {
            while (true) {
                order("INSERT INTO journal VALUES ('x')");
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != TABLE_FULL) {
                throw e;
            }
        }
    }

    WriterUnderTest writer(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                ConnectionOptions.USER, USER,
                ConnectionOptions.PASSWORD, PASSWORD,
                ConnectionOptions.TIMEOUT, "1000"));
        all.addAll(List.of(settings));
        return new WriterUnderTest(database, proxy.port(), InsertMode.INSERT, all.toArray(String[]::new));
    }

    void assertThatItWaits(WriterUnderTest writer, String error, long stored) throws SQLException {
        writer.insistUntil(() -> writer.counters().lastError().sentence().contains(error));
        assertThat(writer.isHolding()).isTrue();
        assertThat(writer.counters()
                        .transactions()
                        .failed(FailureKind.SERVER_STATE)
                        .sum())
                .isPositive();
        assertThat(writer.putAside()).isEmpty();
        assertThat(ask("SELECT COUNT(*) FROM readings")).isEqualTo(String.valueOf(stored));
    }

    void assertThatEachIsThereOnce(WriterUnderTest writer, long count) throws SQLException {
        writer.insist();

        assertThat(writer.putAside()).isEmpty();
        assertThat(writer.counters().outage().length()).isZero();
        assertThat(ask("SELECT COUNT(*) FROM readings")).isEqualTo(String.valueOf(count));
        assertThat(writer.committable(count)).isEqualTo(count);
    }

    void set(String variable, String value) {
        try {
            order("SET GLOBAL " + variable + " = " + value);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void order(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
