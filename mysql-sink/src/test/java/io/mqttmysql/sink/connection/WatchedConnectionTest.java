// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class WatchedConnectionTest {
    private final ConnectionCounts counts = new ConnectionCounts();
    private boolean isAlive = true;
    private boolean isClosed;
    private final Connection watched = WatchedConnection.of(driversConnection(), counts);

    @Test
    void countsThePingsThatFailAndLeavesAllElseToTheDriver() throws SQLException {
        assertThat(watched.isValid(1)).isTrue();
        assertThat(counts.failedPings().sum()).isZero();

        isAlive = false;

        assertThat(watched.isValid(1)).isFalse();
        assertThat(counts.failedPings().sum()).isEqualTo(1);
        assertThatThrownBy(watched::commit).isInstanceOf(SQLException.class).hasMessage("cut");
    }

    /** Whatever closed it, the pool would put it down to a lifetime that is too long. */
    @Test
    void takesAnyTimeOutOnceItIsClosed() throws SQLException {
        isClosed = true;

        watched.setNetworkTimeout(Runnable::run, 1_000);

        isClosed = false;
        assertThatThrownBy(() -> watched.setNetworkTimeout(Runnable::run, 1_000))
                .isInstanceOf(SQLException.class)
                .hasMessage("cut");
    }

    /** What was opened before one that is dead may be dead, too. */
    @Test
    void isOlderThanAFailureOfAnyThatWasThereBefore() throws SQLException {
        Connection other = WatchedConnection.of(driversConnection(), counts);
        assertThat(isOlderThanAFailure(other)).isFalse();

        isAlive = false;
        assertThat(watched.isValid(1)).isFalse();

        assertThat(isOlderThanAFailure(watched)).isTrue();
        assertThat(isOlderThanAFailure(other)).isTrue();
        assertThat(isOlderThanAFailure(WatchedConnection.of(driversConnection(), counts)))
                .isFalse();
    }

    private static boolean isOlderThanAFailure(Connection connection) {
        return ((WatchedConnection.Watched) connection).isOlderThanAFailure();
    }

    /** Pools keep connections in sets. */
    @Test
    void isEqualToItselfAlone() {
        Object itself = watched;

        assertThat(watched.equals(itself)).isTrue();
        assertThat(watched.equals(WatchedConnection.of(driversConnection(), counts)))
                .isFalse();
    }

    private Connection driversConnection() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "isValid" -> isAlive;
                        case "isClosed" -> isClosed;
                        default -> throw new SQLException("cut");
                    };
                });
    }
}
