// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.PoolMode;
import io.mqttmysql.sink.config.PoolOptions;
import io.mqttmysql.sink.connection.ConnectionCounts;
import io.mqttmysql.sink.connection.ConnectionSource;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a connection that is lost all go that were opened before it: what took one has mostly taken them all. */
@ExtendWith(StackExtension.class)
class ConnectionGenerationsIT {
    private static final int SIZE = 3;

    private final ConnectionCounts counts = new ConnectionCounts();
    private Database database;
    private ConnectionSource source;
    private Transactions transactions;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "connection_generations");
    }

    @AfterEach
    void close() {
        source.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"VALIDATED", "RECYCLED"})
    void goWithOneThatIsLostInUse(PoolMode mode) throws Exception {
        List<Long> older = open(mode);

        assertThatThrownBy(() -> transactions.run(connection -> {
                    database.run("KILL " + id(connection));
                    return id(connection);
                }))
                .isInstanceOf(TransactionFailed.class);

        assertThat(transactions.run(ConnectionGenerationsIT::id)).isGreaterThan(older.get(SIZE - 1));
        assertThatAreGone(older);
    }

    /** Whoever pings it: the sink, or the pool where it was idle for more than half a second. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void goWithOneThatDoesNotAnswerAPing(long idleSeconds) throws Exception {
        List<Long> older = open(PoolMode.VALIDATED);

        long next = older.get(0);
        while (older.contains(next)) {
            long last = transactions.run(ConnectionGenerationsIT::id);
            await().until(() -> idleSeconds(last) >= idleSeconds);
            database.run("KILL " + last);
            long failed = counts.failedPings().sum();
            next = transactions.run(ConnectionGenerationsIT::id);
            assertThat(counts.failedPings().sum() == failed)
                    .as("another one was lent")
                    .isEqualTo(older.contains(next));
        }

        assertThat(next).isGreaterThan(older.get(SIZE - 1));
        assertThatAreGone(older);
    }

    private long idleSeconds(long id) throws SQLException {
        return database.number("SELECT TIME FROM INFORMATION_SCHEMA.PROCESSLIST WHERE ID = " + id);
    }

    /** As many as there may be, all idle then. */
    private List<Long> open(PoolMode mode) throws SQLException {
        source = ConnectionSource.of(
                "test", database.connectionOptions(), new PoolOptions(mode, SIZE, Duration.ofHours(1)), counts);
        transactions = new Transactions(source);
        List<Connection> lent = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            lent.add(source.borrow());
            ids.add(id(lent.get(i)));
        }
        for (Connection connection : lent) {
            connection.rollback();
            source.giveBack(connection);
        }
        assertThat(counts.opened().sum()).isEqualTo(SIZE);
        assertThat(ids).isSorted();
        return ids;
    }

    private static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet id = statement.executeQuery("SELECT CONNECTION_ID()")) {
            id.next();
            return id.getLong(1);
        }
    }

    /** The pool closes them on a thread of its own. */
    private void assertThatAreGone(List<Long> ids) {
        String among = ids.toString().replace('[', '(').replace(']', ')');
        await().untilAsserted(() -> assertThat(
                        database.number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.PROCESSLIST WHERE ID IN " + among))
                .isZero());
    }
}
