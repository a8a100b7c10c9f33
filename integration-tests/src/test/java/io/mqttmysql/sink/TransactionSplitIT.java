// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries that are too much for one transaction, and rows that are too much for one packet. */
@ExtendWith(StackExtension.class)
class TransactionSplitIT {
    private static final String LOG = "table=log\ncolumn.n=kafka.offset\ncolumn.note=payload\n";

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "transaction_split");
        database.run("CREATE TABLE log (n BIGINT, note MEDIUMTEXT)");
        database.run("CREATE TABLE refusals (left_over INT) ENGINE = MyISAM");
    }

    /** The next transactions with this offset are refused; MyISAM does not forget them at ROLLBACK. */
    private void refuse(int times, long offset, int code) throws SQLException {
        database.run("INSERT INTO refusals VALUES (" + times + ")");
        database.run("CREATE TRIGGER refuse BEFORE INSERT ON log FOR EACH ROW IF NEW.n = " + offset + " THEN"
                + " UPDATE refusals SET left_over = left_over - 1;"
                + " IF (SELECT left_over FROM refusals) >= 0 THEN"
                + " SIGNAL SQLSTATE '40001' SET MESSAGE_TEXT = 'not now', MYSQL_ERRNO = " + code + "; END IF; END IF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void aLargeDeliveryBecomesSeveralTransactions(String guarantee) throws SQLException {
        String options = LOG + "transaction.max.bytes=1000\ndelivery.guarantee=" + guarantee;
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(records(0, 1));
            long before = database.commits();

            task.put(records(1, 101));

            assertThat(database.commits() - before).isBetween(10L, 30L);
            assertThatEachIsThereOnce(101);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void afterAFailureOnlyTheRestIsWrittenAgain(String guarantee) throws SQLException {
        refuse(6, 57, 1644);
        String options = LOG + "transaction.max.bytes=1000\nmax.retries=1\ndelivery.guarantee=" + guarantee;
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.insist(records(0, 100));

            assertThat(task.timesHeld()).isEqualTo(3);
            assertThat(task.putAside()).isEmpty();
            assertThatEachIsThereOnce(100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void aTransactionThatIsRefusedTwiceIsHalved(String guarantee) throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, LOG + "delivery.guarantee=" + guarantee)) {
            task.put(records(0, 1));
            refuse(3, 5, 3101);
            long before = database.commits();

            task.put(records(1, 101));

            assertThat(database.commits() - before).isGreaterThanOrEqualTo(4);
            assertThatEachIsThereOnce(101);
        }
    }

    @Test
    void aRowThatNoPacketHoldsIsFoundBeforeItIsSent() throws SQLException {
        long usual = database.number("SELECT @@GLOBAL.max_allowed_packet");
        database.run("SET GLOBAL max_allowed_packet = 1048576");
        try (TaskUnderTest task = new TaskUnderTest(database, LOG)) {
            task.put(
                    0,
                    "x",
                    "small",
                    "x",
                    "€".repeat(349_000),
                    "x",
                    "'".repeat(500_000),
                    "x",
                    "'".repeat(530_000),
                    "x",
                    "€".repeat(350_000),
                    "x",
                    "\"".repeat(1_000_000),
                    "x",
                    "small too");

            assertThat(task.putAside()).containsExactly(3L, 4L);
            assertThat(task.reasons().get(0))
                    .containsPattern("a statement of 10600[0-9]{2} bytes, and the server takes 1048576")
                    .contains("apostrophe", "two bytes", "raise max_allowed_packet");
            assertThat(task.reasons().get(1))
                    .containsPattern("a statement of 10500[0-9]{2} bytes, and the server takes 1048576");
            assertThat(database.rows("SELECT n, CHAR_LENGTH(note) FROM log ORDER BY n"))
                    .containsExactly("0 5", "1 349000", "2 500000", "5 1000000", "6 9");
        } finally {
            database.run("SET GLOBAL max_allowed_packet = " + usual);
        }
    }

    private static List<SinkRecord> records(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> record(offset, "x", "note " + offset))
                .toList();
    }

    private void assertThatEachIsThereOnce(long count) throws SQLException {
        assertThat(database.number("SELECT COUNT(*) FROM log")).isEqualTo(count);
        assertThat(database.number("SELECT COUNT(DISTINCT n) FROM log")).isEqualTo(count);
    }
}
