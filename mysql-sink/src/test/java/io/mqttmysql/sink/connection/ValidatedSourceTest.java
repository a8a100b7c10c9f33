// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidatedSourceTest {
    private final Pool pool = new Pool();
    private final ValidatedSource source = new ValidatedSource(pool, Duration.ofSeconds(3));

    @Test
    void looksForALivingOneAmongDeadOnes() throws SQLException {
        pool.dead = 2;

        Connection lent = source.borrow();

        assertThat(pool.borrowed).hasSize(3).last().isSameAs(lent);
        assertThat(pool.discarded).containsExactlyElementsOf(pool.borrowed.subList(0, 2));
    }

    @Test
    void givesUpAfterThreeDeadOnesInARow() {
        pool.dead = 4;

        assertThatThrownBy(source::borrow)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageContaining("3 connections in a row were dead");
        assertThat(pool.discarded).hasSize(3).containsExactlyElementsOf(pool.borrowed);
    }

    /** No window in which one that was just used is believed. */
    @Test
    void pingsEachTime() throws SQLException {
        for (int i = 0; i < 5; i++) {
            source.giveBack(source.borrow());
        }

        assertThat(pool.pings).isEqualTo(5);
    }

    /** The first ones that it lends are dead. */
    private static final class Pool implements ConnectionSource {
        private final List<Connection> borrowed = new ArrayList<>();
        private final List<Connection> discarded = new ArrayList<>();
        private int dead;
        private int pings;

        @Override
        public Connection borrow() {
            boolean isAlive = dead-- <= 0;
            Connection connection = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("isValid")) {
                            pings++;
                            return isAlive;
                        }
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            default -> method.getName();
                        };
                    });
            borrowed.add(connection);
            return connection;
        }

        @Override
        public void giveBack(Connection connection) {
            assertThat(borrowed).contains(connection);
        }

        @Override
        public void discard(Connection connection) {
            discarded.add(connection);
        }

        @Override
        public ServerFacts server() {
            throw new AssertionError("nobody asks");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
