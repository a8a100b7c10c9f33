// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.faults;

import io.mqttmysql.stack.MySqlAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * What a program does that reads MQTT and writes MySQL in one loop: it connects once and uses that connection whenever
 * a message comes. One thread.
 */
final class OneLoopProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;

    private OneLoopProgram(Connection connection) {
        this.connection = connection;
    }

    static OneLoopProgram connect(MySqlAddress server) throws SQLException {
        return new OneLoopProgram(server.connect("", PATIENCE));
    }

    /** @return the error that its next statement meets, as MySQL's driver tells it; empty when there is none */
    Optional<String> nextStatement() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO 1");
            return Optional.empty();
        } catch (SQLException e) {
            // after the first sentence the driver says what to do about it
            return Optional.of(String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst("(?<=\\w)\\. .*", ""));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it was closed by the server, which is what it is for
        }
    }
}
