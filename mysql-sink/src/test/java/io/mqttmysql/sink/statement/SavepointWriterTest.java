// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.connection.ServerFacts;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.sql.RowForms;
import io.mqttmysql.sink.table.TableCache;
import io.mqttmysql.sink.table.TableMaker;
import io.mqttmysql.sink.testing.ManualTime;
import io.mqttmysql.sink.testing.Rows;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the server is asked to undo, and how. */
class SavepointWriterTest {
    private static final List<RecordRows> RECORDS =
            RecordRows.group(List.of(Rows.row(Rows.insert("readings", "id"), Rows.record("readings", 0, 7), 21L)));

    private final List<String> calls = new ArrayList<>();
    private final ManualTime clock = new ManualTime();
    private final Pace pace =
            new Pace(() -> clock.now() >= Duration.ofSeconds(10).toNanos());
    private final SavepointWriter writer = new SavepointWriter(
            new BatchWriter(
                    proxy(Connection.class),
                    new ServerFacts(RowForms.of("8.0.33"), Duration.ofHours(8), 1 << 26),
                    500,
                    pace),
            new SqlFailureClassifier(),
            new TableCache(id -> Optional.empty(), proxy(TableMaker.class), () -> 0),
            DeliveryGuarantee.EXACTLY_ONCE,
            connection -> calls.add("beginning"),
            new LastRows("house-0", 1));

    @Test
    void aTransactionThatPassesNeedsNoSavepoint() throws SQLException {
        writer.mark();
        writer.write(RECORDS);

        assertThat(calls).containsExactly("executeUpdate");
    }

    @Test
    void theFirstGroupIsUndoneWithWhatWasBeforeIt() throws SQLException {
        writer.mark();
        writer.write(RECORDS);
        writer.rollBackToMark();
        writer.mark();

        assertThat(calls).containsExactly("executeUpdate", "rollback", "beginning");
    }

    @Test
    void laterGroupsAreUndoneAlone() throws SQLException {
        writer.mark();
        writer.write(RECORDS);
        writer.mark();
        writer.write(RECORDS);
        writer.rollBackToMark();

        assertThat(calls).containsExactly("executeUpdate", "setSavepoint", "executeUpdate", "rollback to it");
    }

    /** A device may make up a table for each of its records, and each is a statement. */
    @Test
    void noStatementBeginsWhenTheTimeIsOver() throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (int table = 0; table < 100; table++) {
            rows.add(Rows.row(Rows.insert("room_" + table, "id"), Rows.record("readings", 0, table), 21L));
        }
        writer.mark();

        assertThatThrownBy(() -> writer.write(RecordRows.group(rows))).isInstanceOf(OutOfTime.class);

        assertThat(calls).hasSize(10);
    }

    private <T> T proxy(Class<T> type) {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "prepareStatement" -> proxy(PreparedStatement.class);
                    case "executeUpdate" -> {
                        calls.add("executeUpdate");
                        clock.pass(Duration.ofSeconds(1));
                        yield 1;
                    }
                    case "setSavepoint" -> {
                        calls.add("setSavepoint");
                        yield proxy(Savepoint.class);
                    }
                    case "rollback" -> {
                        calls.add(arguments == null ? "rollback" : "rollback to it");
                        yield null;
                    }
                    default -> null;
                });
        return type.cast(proxy);
    }
}
