// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.sink.config.ConnectionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A new connection for each batch. HikariCP has no such mode. */
final class UnpooledSource implements ConnectionSource {
    private static final Logger log = LoggerFactory.getLogger(UnpooledSource.class);

    private final MySqlConnections connections;
    private final ConnectionCounts counts;

    UnpooledSource(MySqlDriver driver, ConnectionOptions options, ConnectionCounts counts) {
        this.counts = counts;
        this.connections = new MySqlConnections(driver, options, counts, server -> {});
    }

    @Override
    public Connection borrow() throws SQLException {
        return connections.getConnection();
    }

    @Override
    public void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("A connection did not close in order: {}", e.getMessage());
        }
    }

    @Override
    public void discard(Connection connection) {
        counts.discarded().increment();
        giveBack(connection);
    }

    @Override
    public ServerFacts server() {
        return connections.server();
    }

    @Override
    public void close() {
        // nothing outlives its batch
    }
}
