// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dead letter that is not written yet, or not at all, when the rows of its transaction are ready for COMMIT. */
@ExtendWith(StackExtension.class)
class LateLettersIT {
    private static final List<SinkRecord> ALL = List.of(
            WriterUnderTest.record(0, "first"),
            WriterUnderTest.record(1, "longer than its column"),
            WriterUnderTest.record(2, "last"));

    private static final String OPEN_TRANSACTIONS = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.INNODB_TRX"
            + " JOIN INFORMATION_SCHEMA.PROCESSLIST ON ID = TRX_MYSQL_THREAD_ID WHERE DB = DATABASE()";

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "late_letters");
        database.run("CREATE TABLE readings (id BIGINT PRIMARY KEY, value VARCHAR(8))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void oneThatIsLateHoldsTheRowsBackAndNoLocks(String guarantee) throws SQLException {
        CompletableFuture<Void> late = new CompletableFuture<>();
        try (WriterUnderTest writer = writer(guarantee)) {
            writer.answerReports(() -> late);

            writer.write(ALL);
            writer.insistUntil(() -> !writer.putAside().isEmpty());

            assertThat(writer.isHolding()).isTrue();
            assertThat(writer.committable(3)).isLessThanOrEqualTo(1);
            assertThat(rows()).isSubsetOf("0 first");
            assertThat(database.number(OPEN_TRANSACTIONS)).isZero();

            late.complete(null);
            writer.insist();

            assertThat(rows()).containsExactly("0 first", "2 last");
            assertThat(writer.putAside()).as("reported once").containsExactly(1L);
            assertThat(writer.committable(3)).isEqualTo(3);
        }
    }

    /** What is before it may be stored; the record itself, and what is after it, come again. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void oneThatIsLostStopsTheTaskAndComesAgain(String guarantee) throws SQLException {
        CompletableFuture<Void> late = new CompletableFuture<>();
        try (WriterUnderTest writer = writer(guarantee)) {
            writer.answerReports(() -> late);
            writer.write(ALL);
            writer.insistUntil(() -> !writer.putAside().isEmpty());
            late.completeExceptionally(new IllegalStateException("the partition has no leader"));

            assertThatThrownBy(writer::insist)
                    .hasRootCauseMessage("the partition has no leader")
                    .hasStackTraceContaining("Record home-0@1")
                    .hasStackTraceContaining(ConnectException.class.getName());

            assertThat(writer.committable(3)).isLessThanOrEqualTo(1);
            assertThat(rows()).isSubsetOf("0 first");
        }
        try (WriterUnderTest writer = writer(guarantee)) {
            writer.write(ALL);
            writer.insist();

            assertThat(rows()).containsExactly("0 first", "2 last");
            assertThat(writer.putAside()).containsExactly(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void nothingIsStoredBesideOneThatFailsAtOnce(String guarantee) throws SQLException {
        try (WriterUnderTest writer = writer(guarantee, "60000")) {
            writer.answerReports(() -> CompletableFuture.failedFuture(new IllegalStateException("too late")));

            assertThatThrownBy(() -> writer.write(ALL))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("). Its transaction is rolled back")
                    .hasMessageContaining("too late");

            assertThat(rows()).isEmpty();
            assertThat(writer.committable(3)).isLessThanOrEqualTo(0);
        }
    }

    private List<String> rows() throws SQLException {
        return database.rows("SELECT id, value FROM readings ORDER BY id");
    }

    private WriterUnderTest writer(String guarantee) {
        return writer(guarantee, "1000");
    }

    private WriterUnderTest writer(String guarantee, String budget) {
        return new WriterUnderTest(
                database,
                database.server().port(),
                InsertMode.INSERT,
                "delivery.guarantee",
                guarantee,
                "put.budget.ms",
                budget);
    }
}
