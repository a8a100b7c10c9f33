// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.connection.ConnectionSource;
import io.mqttmysql.sink.connection.ServerFacts;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class LeftPositionsTest {
    private static final TopicPartition PARTITION = new TopicPartition("home", 0);
    private final SQLException denied =
            new SQLException("SELECT command denied to user 'sink'@'%' for table 'positions'", "42000", 1142);

    private final LinkedBlockingQueue<SubstituteLoggingEvent> events = new LinkedBlockingQueue<>();
    private final LeftPositions left = new LeftPositions(
            new OffsetStore(TableId.of("positions"), "house"), "house-0", new SubstituteLogger("test", events, false));

    @BeforeEach
    void recordsCome() {
        left.open(List.of(PARTITION));
        left.see(List.of(Rows.record("home", 0, 7)));
    }

    /** Without them there is nothing to remove, and what is stored at least once needs no such table. */
    @Test
    void saysInOneSentenceThatItMayNotLook() throws TransactionFailed {
        Server server = new Server(denied);

        left.remove(new Transactions(server));
        left.remove(new Transactions(server));

        assertThat(server.borrows).isEqualTo(1);
        SubstituteLoggingEvent event = events.remove();
        assertThat(events).isEmpty();
        assertThat(event.getLevel()).isEqualTo(Level.WARN);
        assertThat(event.getThrowable()).as("a stack trace").isNull();
        assertThat(event.getArgumentArray()).noneMatch(Throwable.class::isInstance);
        assertThat(MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .isEqualTo("house-0 - positions of an earlier exactly_once were not looked for: SELECT command denied"
                        + " to user 'sink'@'%' for table 'positions' (error 1142, SQLState 42000). If they are this"
                        + " connector's, remove them, or a later exactly_once stores again what follows them: DELETE"
                        + " FROM `positions` WHERE owner = 'house'");
    }

    @Test
    void asksAgainAServerThatWasAway() {
        Server server = new Server(new SQLException("nobody there", "08S01"));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> left.remove(new Transactions(server))).isInstanceOf(TransactionFailed.class);
        }

        assertThat(server.borrows).isEqualTo(2);
        assertThat(events).isEmpty();
    }

    /** Lends nothing. */
    private static final class Server implements ConnectionSource {
        private final SQLException answer;
        private int borrows;

        Server(SQLException answer) {
            this.answer = answer;
        }

        @Override
        public Connection borrow() throws SQLException {
            borrows++;
            throw answer;
        }

        @Override
        public void giveBack(Connection connection) {
            throw new AssertionError("nothing was borrowed");
        }

        @Override
        public void discard(Connection connection) {
            throw new AssertionError("nothing was borrowed");
        }

        @Override
        public ServerFacts server() {
            throw new AssertionError("there is no server");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
