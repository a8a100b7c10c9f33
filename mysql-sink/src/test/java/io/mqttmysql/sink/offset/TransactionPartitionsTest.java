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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The positions of one transaction, over a table of one row. */
class TransactionPartitionsTest {
    private final OffsetStore store = new OffsetStore(TableId.of("positions"), "house");
    private final TransactionPartitions partitions = new TransactionPartitions(
            List.of(Rows.record("home", 0, 10)),
            new PartitionClaims("house-0", "house", MismatchPolicy.FAIL, new OffsetJumps("house-0")));
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
                    case "getLong" -> position;
                    case "wasNull" -> false;
                    default -> null;
                });
        return type.cast(proxy);
    }
}
