// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.fault.LinkFault;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deliveries that are too long for {@code put.budget.ms}. The link makes 0.4 s at least of each question, so that a
 * budget of 3 s is enough for seven, one begun before its end, and the few that finish what is done.
 */
@OwnServers
@ExtendWith(StackExtension.class)
class PutBudgetIT {
    /** With those of the test's own connection. */
    private static final int MOST_QUESTIONS = 25;

    private static final int ROOM_COUNT = 40;

    private static final String BUDGET = "put.budget.ms=3000\nretry.backoff.ms=1\n";

    private static final String ROOMS = BUDGET + """
            match=home/{room}
            table=room_{room}
            column.n=kafka.offset
            """;

    private Database database;
    private FaultProxy proxy;
    private Fault delay;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "put_budget");
        proxy = FaultProxy.to("mysql-link", server.port());
        delay = LinkFault.DELAY.on(proxy);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    private TaskUnderTest task(String properties) {
        return new TaskUnderTest(database, properties, database.connection(proxy.port()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void whatIsDoneIsStoredAndTheRestFollows(String guarantee) throws SQLException {
        database.run("CREATE TABLE log (n BIGINT, v VARCHAR(8), CONSTRAINT no_nonsense CHECK (v <> 'nonsense'))");
        List<SinkRecord> records = LongStream.range(1, 40)
                .mapToObj(offset -> record(offset, "x", offset % 4 == 0 ? "nonsense" : "fine"))
                .toList();
        String options = "put.budget.ms=8000\nretry.backoff.ms=1\n"
                + "table=log\ncolumn.n=kafka.offset\ncolumn.v=payload\ndelivery.guarantee=" + guarantee;
        try (TaskUnderTest task = task(options)) {
            task.put(0, "x", "fine");
            long before = database.questions();

            delay.during(() -> task.put(records));

            assertThat(database.questions() - before).isLessThan(2 * MOST_QUESTIONS);
            assertThat(task.isHolding()).isTrue();
            assertThat(database.number("SELECT COUNT(*) FROM log")).isGreaterThan(1);

            task.insist(List.of());

            assertThat(task.putAside()).hasSize(9).doesNotHaveDuplicates().isSorted();
            assertThat(database.number("SELECT COUNT(*) FROM log")).isEqualTo(31);
            assertThat(database.number("SELECT COUNT(DISTINCT n) FROM log WHERE v = 'fine'"))
                    .isEqualTo(31);
        }
    }

    @Test
    void tablesAreMadeForAsManyRecordsAsThereIsTimeFor() throws SQLException {
        try (TaskUnderTest task = task(ROOMS + "auto.create=true")) {
            task.put(0, "home/0", "x");
            long before = database.questions();

            delay.during(() -> task.put(rooms(1, ROOM_COUNT)));

            assertThat(database.questions() - before).isLessThan(2 * MOST_QUESTIONS);
            assertThat(task.isHolding()).isTrue();
            assertThat(rows()).isBetween(2L, ROOM_COUNT - 1L);

            task.insist(List.of());

            assertThat(task.putAside()).isEmpty();
            assertThat(rows()).isEqualTo(ROOM_COUNT);
        }
    }

    /** Each table is a statement of its own, and nothing of the transaction is done before the last of them. */
    @Test
    void aTransactionThatIsTooLongBecomesShorter() throws SQLException {
        for (int room = 0; room < ROOM_COUNT; room++) {
            database.run("CREATE TABLE room_" + room + " (n BIGINT)");
        }
        try (TaskUnderTest task = task(ROOMS)) {
            task.put(rooms(0, ROOM_COUNT));
            long before = database.questions();

            delay.during(() -> task.put(rooms(ROOM_COUNT, 2 * ROOM_COUNT)));

            assertThat(database.questions() - before).isLessThan(MOST_QUESTIONS);
            assertThat(task.isHolding()).isTrue();
            assertThat(rows()).isEqualTo(ROOM_COUNT);

            delay.during(() -> task.insist(List.of()));

            assertThat(task.timesHeld()).isGreaterThan(1);
            assertThat(task.putAside()).isEmpty();
            assertThat(rows()).isEqualTo(2 * ROOM_COUNT);
        }
    }

    /** The task is new and finds the position before what Kafka delivers; there is time for one record in each call. */
    @Test
    void whatIsHeldIsNotWrittenWhenKafkaIsAskedForWhatLiesBeforeIt() throws SQLException {
        database.run("CREATE TABLE log (n BIGINT)");
        String options = "put.budget.ms=1\nretry.backoff.ms=1\ntable=log\ncolumn.n=kafka.offset\n"
                + "delivery.guarantee=exactly_once";
        try (TaskUnderTest before = task(options)) {
            before.insist(List.of(record(0, "x", "")));
        }
        try (TaskUnderTest task = task(options)) {
            task.insist(List.of(record(3, "x", ""), record(4, "x", ""), record(5, "x", "")));
            assertThat(database.rows("SELECT n FROM log")).containsExactly("0");

            task.insist(LongStream.range(1, 6)
                    .mapToObj(offset -> record(offset, "x", ""))
                    .toList());
            assertThat(database.rows("SELECT n FROM log ORDER BY n")).containsExactly("0", "1", "2", "3", "4", "5");
        }
    }

    private static List<SinkRecord> rooms(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> record(offset, "home/" + offset % ROOM_COUNT, "21"))
                .toList();
    }

    /** Of all rooms together. */
    private long rows() throws SQLException {
        long rows = 0;
        for (int room = 0; room < ROOM_COUNT; room++) {
            String table = "room_" + room;
            if (!database.rows("SHOW TABLES LIKE '" + table + "'").isEmpty()) {
                rows += database.number("SELECT COUNT(*) FROM " + table);
            }
        }
        return rows;
    }
}
