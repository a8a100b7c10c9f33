// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.fault.LinkFault;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker's host that is gone in the middle of a transaction, before its COMMIT: nobody tells the server. */
@ExtendWith(StackExtension.class)
class VanishedTaskIT {
    private static final String OPEN_TRANSACTIONS = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.INNODB_TRX"
            + " JOIN INFORMATION_SCHEMA.PROCESSLIST ON ID = TRX_MYSQL_THREAD_ID WHERE DB = DATABASE()";

    private Database database;
    private FaultProxy proxy;
    private long usualTimeout;

    /** 120 s of a session would be a long test; the sink takes what the server has where that is less. */
    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "vanished_task");
        database.run("CREATE TABLE readings (id BIGINT PRIMARY KEY, value VARCHAR(8))");
        usualTimeout = database.number("SELECT @@GLOBAL.wait_timeout");
        database.run("SET GLOBAL wait_timeout = 5");
        proxy = FaultProxy.to("mysql-link", server.port());
    }

    @AfterEach
    void close() throws SQLException {
        proxy.close();
        database.run("SET GLOBAL wait_timeout = " + usualTimeout);
    }

    /** Its partition went to another task, which is given what the first one had not stored. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void itsLocksEndWithItsSessionAndItsSuccessorGoesOn(String guarantee) throws SQLException {
        Fault vanishes = LinkFault.STALL.on(proxy);
        try (WriterUnderTest first = writer(proxy.port(), guarantee);
                WriterUnderTest second = writer(database.server().port(), guarantee)) {
            first.write(0, 10);
            first.insist();
            AtomicLong open = new AtomicLong();
            proxy.before("COMMIT", () -> {
                open.set(openTransactions());
                vanishes.begin();
            });
            first.write(10, 20);
            first.insistUntil(() -> open.get() > 0);
            assertThat(first.isHolding()).isTrue();

            second.write(10, 30);
            second.insist();

            assertThatEachIsThereOnce(30);
            vanishes.end();
            first.insist();
            assertThatEachIsThereOnce(30);
            assertThat(first.putAside()).isEmpty();
            assertThat(second.putAside()).isEmpty();
        }
    }

    private long openTransactions() {
        try {
            return database.number(OPEN_TRANSACTIONS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertThatEachIsThereOnce(long count) throws SQLException {
        assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(count);
    }

    private WriterUnderTest writer(int port, String guarantee) {
        return new WriterUnderTest(
                database,
                port,
                InsertMode.INSERT,
                "delivery.guarantee",
                guarantee,
                "socket.timeout.ms",
                port == proxy.port() ? "1000" : "30000",
                "connection.timeout.ms",
                "1000",
                "put.budget.ms",
                "1000");
    }
}
