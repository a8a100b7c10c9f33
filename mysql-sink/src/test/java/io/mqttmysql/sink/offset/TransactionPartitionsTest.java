// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.MismatchPolicy;
import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Rows;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The positions of one transaction, over a table of one row. */
class TransactionPartitionsTest {
    private final OffsetStore store = new OffsetStore(TableId.of("positions"), "house");
    private final PartitionClaims claims =
            new PartitionClaims("house-0", "house", MismatchPolicy.FAIL, new OffsetJumps("house-0"));
    private final TransactionPartitions partitions =
            new TransactionPartitions(List.of(Rows.record("home", 0, 10)), claims);
    private final Connection connection = proxy(Connection.class);
    private long position = 10;
    private boolean isRead;

    @BeforeEach
    void lock() throws SQLException {
        partitions.lock(connection, store);
    }

    @Test
    void goesOnAfterARollbackWhereNobodyWasFaster() throws SQLException {
        partitions.lockAgain(connection, store);

        assertThat(partitions.accepts(Rows.record("home", 0, 10))).isTrue();
    }

    /** The lock was away for a moment: whoever was faster has stored these records. */
    @Test
    void doesNotGoOnAfterARollbackThatLetSomebodyElseIn() {
        position = 11;

        assertThatThrownBy(() -> partitions.lockAgain(connection, store))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("home-0");
    }

    /** What is left comes once more, and is no repeat from Kafka, which would mean that the topic is another one. */
    @Test
    void knowsAgainWhatWasLeft() throws SQLException {
        List<SinkRecord> stored = List.of(Rows.record("home", 0, 8), Rows.record("home", 0, 9));
        TransactionPartitions first = new TransactionPartitions(stored, claims);
        first.lock(connection, store);
        first.settle(Optional.of(stored.get(0)));

        TransactionPartitions second = new TransactionPartitions(stored, claims);
        second.lock(connection, store);

        assertThat(second.stored()).isEqualTo(2);
        second.settle(Optional.empty());
        assertThat(claims.next(new TopicPartition("home", 0))).hasValue(10);
    }

    private <T> T proxy(Class<T> type) {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "prepareStatement" -> proxy(PreparedStatement.class);
                    case "executeQuery" -> {
                        isRead = false;
                        yield proxy(ResultSet.class);
                    }
                    case "next" -> {
                        boolean isFirst = !isRead;
                        isRead = true;
                        yield isFirst;
                    }
                    case "getString" -> "home";
                    case "getInt" -> 0;
                    // the times of the last record are columns 4 and 5
                    case "getLong" -> List.of(4, 5).contains(arguments[0]) ? 1_000 + position - 1 : position;
                    case "wasNull" -> false;
                    default -> null;
                });
        return type.cast(proxy);
    }
}
