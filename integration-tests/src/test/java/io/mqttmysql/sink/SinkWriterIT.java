// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.fault.CommitCut;
import io.mqttmysql.fault.CommitCut.Side;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the sink's writer promises when the link, the server or somebody else gets in its way. */
@ExtendWith(StackExtension.class)
class SinkWriterIT {
    private static final String[] EXACTLY_ONCE = {"delivery.guarantee", "exactly_once"};

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "sink_writer");
        database.run("CREATE TABLE readings (id BIGINT, value VARCHAR(8))");
    }

    @Test
    void storesEachRecordOnceWhateverHappensToTheCommit() throws SQLException {
        CommitCut commits = CommitCut.ofAll();
        try (FaultProxy proxy = FaultProxy.to("mysql-link", database.server().port(), commits);
                WriterUnderTest writer = new WriterUnderTest(database, proxy.port(), InsertMode.INSERT, EXACTLY_ONCE)) {
            writer.write(0, 10);
            commits.arm(Side.AFTER);
            writer.write(10, 20);
            commits.arm(Side.BEFORE);
            writer.write(20, 30);

            assertThat(commits.cuts()).isEqualTo(2);
            assertThatEachIsThereOnce(30);
            assertThat(writer.committable(30)).isEqualTo(30);
        }
    }

    @Test
    void upsertsSurviveALostCommitAlsoAtLeastOnce() throws SQLException {
        database.run("ALTER TABLE readings ADD PRIMARY KEY (id)");
        CommitCut commits = CommitCut.ofAll();
        try (FaultProxy proxy = FaultProxy.to("mysql-link", database.server().port(), commits);
                WriterUnderTest writer = new WriterUnderTest(database, proxy.port(), InsertMode.UPSERT)) {
            writer.write(0, 10);
            commits.arm(Side.AFTER);
            writer.write(10, 20);
            commits.arm(Side.BEFORE);
            writer.write(20, 30);

            assertThat(commits.cuts()).isEqualTo(2);
            assertThatEachIsThereOnce(30);
        }
    }

    @Test
    void writersOfTheSamePartitionFenceEachOther() throws SQLException {
        try (WriterUnderTest one = writer(InsertMode.INSERT, EXACTLY_ONCE);
                WriterUnderTest other = writer(InsertMode.INSERT, EXACTLY_ONCE)) {
            one.write(0, 10);
            other.write(0, 20);
            one.write(10, 30);
            other.write(20, 25);
            other.write(25, 40);
            one.write(30, 41);

            assertThatEachIsThereOnce(41);
        }
    }

    @Test
    void aClaimAsksForWhatIsMissingAndNeverCommitsMoreThanIsStored() throws SQLException {
        try (WriterUnderTest first = writer(InsertMode.INSERT, EXACTLY_ONCE)) {
            first.write(0, 10);
        }
        try (WriterUnderTest second = writer(InsertMode.INSERT, EXACTLY_ONCE)) {
            assertThat(second.committable(15)).isEqualTo(-1);
            second.write(15, 20);
            assertThat(second.rewinds()).containsEntry(WriterUnderTest.PARTITION, 10L);
            assertThat(second.committable(20)).isEqualTo(10);

            second.write(10, 20);

            assertThatEachIsThereOnce(20);
            assertThatThrownBy(() -> second.write(3, 5))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("re-created");
        }
    }

    @Test
    void putsBadRecordsAsideAndStoresTheirNeighboursOnce() throws SQLException {
        List<SinkRecord> records = new ArrayList<>();
        for (long offset = 0; offset < 500; offset++) {
            records.add(WriterUnderTest.record(offset, offset % 100 == 42 ? "much too long" : "21.5"));
        }
        try (WriterUnderTest writer = writer(InsertMode.INSERT)) {
            writer.write(records);

            assertThat(writer.putAside()).containsExactly(42L, 142L, 242L, 342L, 442L);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(495);
        }
    }

    /** No conversion makes such a span of time: it stands for whatever the binding of a value does not foresee. */
    @Test
    void aFaultWhileARowIsSentIsTheErrorOfItsRecord() throws SQLException {
        Duration unbindable = Duration.ofSeconds(Long.MIN_VALUE);
        List<SinkRecord> records = new ArrayList<>();
        for (long offset = 0; offset < 20; offset++) {
            records.add(WriterUnderTest.record(offset, offset == 7 ? unbindable : "21.5"));
        }
        try (WriterUnderTest writer = writer(InsertMode.INSERT, EXACTLY_ONCE)) {
            writer.write(records);

            assertThat(writer.putAside()).containsExactly(7L);
            assertThat(writer.counters().lastError().sentence())
                    .contains("java.lang.ArithmeticException at ParameterBinder.time:");
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(19);
        }
    }

    @Test
    void recognisesItsOwnRowsWhenTheyAreDeliveredAgain() throws SQLException {
        database.run("ALTER TABLE readings ADD PRIMARY KEY (id)");
        try (WriterUnderTest writer = writer(InsertMode.INSERT)) {
            writer.write(0, 10);
            writer.write(0, 20);
            assertThat(writer.putAside()).isEmpty();

            writer.write(List.of(WriterUnderTest.record(5, "other")));

            assertThat(writer.putAside()).containsExactly(5L);
            assertThatEachIsThereOnce(20);
        }
    }

    @Test
    void aConnectionThatWasCutBehindItsBackCostsNothing() throws SQLException {
        try (WriterUnderTest writer = writer(InsertMode.INSERT)) {
            writer.write(0, 10);
            assertThat(database.killIdleConnections()).isPositive();
            writer.write(10, 20);

            assertThatEachIsThereOnce(20);
        }
    }

    @Test
    void aRestartedServerCostsNothing() throws SQLException {
        try (WriterUnderTest writer = writer(InsertMode.INSERT, EXACTLY_ONCE)) {
            writer.write(0, 10);
            database.server().restart();
            writer.write(10, 20);

            assertThatEachIsThereOnce(20);
        }
    }

    @Test
    void waitsForALockThatSomebodyElseHolds() throws SQLException {
        database.run("ALTER TABLE readings ADD PRIMARY KEY (id)");
        try (WriterUnderTest writer = writer(InsertMode.INSERT);
                Connection somebody = database.server().connect(database.name());
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("INSERT INTO readings VALUES (5, 'theirs')");
            CompletableFuture<Void> release = CompletableFuture.runAsync(
                    () -> rollBack(somebody), CompletableFuture.delayedExecutor(11, TimeUnit.SECONDS));

            writer.write(0, 10);

            release.join();
            assertThat(writer.putAside()).isEmpty();
            assertThatEachIsThereOnce(10);
        }
    }

    private WriterUnderTest writer(InsertMode mode, String... settings) {
        return new WriterUnderTest(database, database.server().port(), mode, settings);
    }

    private void assertThatEachIsThereOnce(long count) throws SQLException {
        assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(count);
        assertThat(database.number("SELECT COUNT(DISTINCT id) FROM readings")).isEqualTo(count);
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Neither a row nor a dead letter: at least it is counted. */
    @Test
    void aRowThatAnotherUniqueIndexKeepsOutIsCounted() throws SQLException {
        database.run("DROP TABLE IF EXISTS readings");
        database.run("CREATE TABLE readings (id BIGINT PRIMARY KEY, value VARCHAR(8) UNIQUE)");
        try (WriterUnderTest writer =
                new WriterUnderTest(database, database.server().port(), InsertMode.INSERT_IF_ABSENT)) {
            writer.write(List.of(
                    WriterUnderTest.record(0, "21.5"),
                    WriterUnderTest.record(1, "21.5"),
                    WriterUnderTest.record(2, "22.0"),
                    WriterUnderTest.record(0, "23.0")));

            assertThat(writer.counters().records().keptOut().sum()).isEqualTo(1);
            assertThat(writer.putAside()).isEmpty();
            assertThat(database.rows("SELECT * FROM readings ORDER BY id")).containsExactly("0 21.5", "2 22.0");
        }
    }
}
