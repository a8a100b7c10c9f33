// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pings every connection before it is lent, without a window in which it is believed. A dead one takes all older ones
 * with it; then the next is tried.
 */
final class ValidatedSource implements ConnectionSource {
    private static final Logger log = LoggerFactory.getLogger(ValidatedSource.class);
    private static final int ATTEMPTS = 3;

    private final ConnectionSource source;
    private final int pingSeconds;

    ValidatedSource(ConnectionSource source, Duration validationTimeout) {
        this.source = source;
        this.pingSeconds = (int) Math.max(1, validationTimeout.toSeconds());
    }

    @Override
    public Connection borrow() throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Connection connection = source.borrow();
            if (isAlive(connection)) {
                return connection;
            }
            log.debug("A kept connection was dead (attempt {} of {}); it and all older ones go.", attempt, ATTEMPTS);
            source.discard(connection);
        }
        throw new SQLTransientConnectionException(
                ATTEMPTS + " connections in a row were dead when they were pinged", "08S01");
    }

    private boolean isAlive(Connection connection) {
        try {
            return connection.isValid(pingSeconds);
        } catch (SQLException e) {
            log.debug("A ping failed: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void giveBack(Connection connection) {
        source.giveBack(connection);
    }

    @Override
    public void discard(Connection connection) {
        source.discard(connection);
    }

    @Override
    public ServerFacts server() {
        return source.server();
    }

    @Override
    public void close() {
        source.close();
    }
}
