// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A statement that the server ends while it waits for a lock, whoever wanted that: its rows are stored once all the
 * same, and no record is blamed.
 */
@ExtendWith(StackExtension.class)
class InterruptedStatementsIT {
    private static final String USER = "interrupted";
    private static final String PASSWORD = "may lose what it was given";

    /** The statement of the sink that waits, by its connection; 0 where there is none. */
    private static final String WAITING = "SELECT COALESCE(MAX(ID), 0) FROM INFORMATION_SCHEMA.PROCESSLIST"
            + " WHERE DB = DATABASE() AND ID <> CONNECTION_ID() AND INFO LIKE 'INSERT INTO `readings`%'";

    private Database database;
    private Connection other;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "interrupted");
        database.run("CREATE TABLE readings (id BIGINT PRIMARY KEY, value VARCHAR(8))");
        other = server.connect(database.name());
        other.setAutoCommit(false);
    }

    /** Also where the server has ended it. */
    @AfterEach
    void close() throws SQLException {
        other.abort(Runnable::run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void byKillQuery(String guarantee) throws Exception {
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee)) {
            CompletableFuture<Void> delivery = waiting(writer);

            database.run("KILL QUERY " + database.number(WAITING));

            await().until(() -> failures(writer, FailureKind.CONFLICT) > 0);
            other.rollback();
            assertThatEachIsThereOnce(writer, delivery);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void byKillOfItsConnection(String guarantee) throws Exception {
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee)) {
            CompletableFuture<Void> delivery = waiting(writer);

            database.run("KILL " + database.number(WAITING));

            await().until(() -> failures(writer, FailureKind.CONNECTION_LOST) > 0);
            other.rollback();
            assertThatEachIsThereOnce(writer, delivery);
        }
    }

    /** The server ends the transaction that has changed less. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void byADeadlock(String guarantee) throws Exception {
        order(
                "INSERT INTO readings WITH RECURSIVE more(n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM more WHERE n < 1500)"
                        + " SELECT n, 'more' FROM more");
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee)) {
            CompletableFuture<Void> delivery = waiting(writer);

            order("INSERT INTO readings VALUES (0, 'other')");

            await().until(() -> failures(writer, FailureKind.CONFLICT) > 0);
            other.rollback();
            assertThatEachIsThereOnce(writer, delivery);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void byAShutdown(String guarantee) throws Exception {
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee)) {
            CompletableFuture<Void> delivery = waiting(writer);

            database.server().restart();

            assertThatEachIsThereOnce(writer, delivery);
            assertThat(failures(writer, FailureKind.CONNECTION_LOST) + failures(writer, FailureKind.SERVER_STATE))
                    .isPositive();
        }
    }

    /** A right that the user has had is given back: nothing was lost, and the task runs. */
    @Test
    void byTheLossOfARight() throws Exception {
        order("DROP USER IF EXISTS " + USER + "@'%'");
        order("CREATE USER " + USER + "@'%' IDENTIFIED BY '" + PASSWORD + "'");
        order("GRANT SELECT, INSERT ON interrupted.readings TO " + USER + "@'%'");
        try (WriterUnderTest writer = writer(
                "delivery.guarantee",
                "at_least_once",
                ConnectionOptions.USER,
                USER,
                ConnectionOptions.PASSWORD,
                PASSWORD)) {
            writer.write(0, 5);
            writer.insist();

            order("REVOKE INSERT ON interrupted.readings FROM " + USER + "@'%'");
            writer.write(5, 10);

            writer.insistUntil(() -> sentence(writer).contains("(error 1142,"));
            assertThat(writer.isHolding()).isTrue();
            order("GRANT INSERT ON interrupted.readings TO " + USER + "@'%'");
            assertThatEachIsThereOnce(writer, CompletableFuture.completedFuture(null));
        }
    }

    WriterUnderTest writer(String... settings) {
        return new WriterUnderTest(database, database.server().port(), InsertMode.INSERT, settings);
    }

    /** Ten rows, one of which waits for the transaction of somebody else. */
    CompletableFuture<Void> waiting(WriterUnderTest writer) throws SQLException {
        order("INSERT INTO readings VALUES (5, 'other')");
        CompletableFuture<Void> delivery = CompletableFuture.runAsync(() -> writer.write(0, 10));
        await().until(() -> database.number(WAITING) > 0);
        return delivery;
    }

    Connection other() {
        return other;
    }

    Database database() {
        return database;
    }

    private static String sentence(WriterUnderTest writer) {
        return writer.counters().lastError().sentence();
    }

    static long failures(WriterUnderTest writer, FailureKind kind) {
        return writer.counters().transactions().failed(kind).sum();
    }

    void assertThatEachIsThereOnce(WriterUnderTest writer, CompletableFuture<Void> delivery) throws SQLException {
        delivery.join();
        writer.insist();

        assertThat(writer.putAside()).isEmpty();
        assertThat(database.rows("SELECT COUNT(*), MIN(id), MAX(id) FROM readings WHERE value = '21.5'"))
                .containsExactly("10 0 9");
    }

    private void order(String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }
}
