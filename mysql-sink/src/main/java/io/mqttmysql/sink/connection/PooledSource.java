// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HikariCP, and the only place that knows it. Connections are aged out before the server's wait_timeout, which is read
 * again from every new connection: the value is set on the running pool, because HikariCP would turn a lifetime under
 * 30 s into its default of 30 min when it is given at construction.
 */
final class PooledSource implements ConnectionSource {
    private static final Logger log = LoggerFactory.getLogger(PooledSource.class);

    private final HikariConfig config = new HikariConfig();
    private final MySqlConnections connections;
    private final LifetimeCap cap;
    private final ConnectionCounts counts;
    private volatile HikariDataSource pool;
    private volatile boolean isWorthKeeping = true;
    private boolean warned;

    /** @param task whose pool it is, in the log and in the names of its threads */
    PooledSource(
            String task, MySqlDriver driver, ConnectionOptions options, PoolOptions pool, ConnectionCounts counts) {
        this.counts = counts;
        this.connections = new MySqlConnections(driver, options, counts, this::adapt);
        this.cap = new LifetimeCap(pool.maxLifetime());
        config.setDataSource(connections);
        config.setMaximumPoolSize(pool.size());
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(options.timeouts().connect().toMillis());
        config.setValidationTimeout(Math.min(
                options.timeouts().validation().toMillis(),
                options.timeouts().connect().toMillis()));
        config.setPoolName("mysql-sink " + task);
        config.setExceptionOverride(new BrokenLinks());
    }

    /** On the pool's own thread, before the pool reads the lifetime for the connection that is being made. */
    private void adapt(ServerFacts server) {
        isWorthKeeping = cap.isWorthKeeping(server.waitTimeout());
        if (isWorthKeeping) {
            HikariDataSource running = pool;
            running.getHikariConfigMXBean()
                    .setMaxLifetime(cap.lifetime(server.waitTimeout()).toMillis());
            running.setKeepaliveTime(cap.keepalive(server.waitTimeout()).toMillis());
        }
    }

    @Override
    public Connection borrow() throws SQLException {
        if (pool == null) {
            pool = new HikariDataSource(config);
        }
        Connection connection = pool.getConnection();
        while (connection.unwrap(WatchedConnection.Watched.class).isOlderThanAFailure()) {
            // HikariCP gives up only the one that its own ping found dead
            discard(connection);
            connection = pool.getConnection();
        }
        return connection;
    }

    @Override
    public void giveBack(Connection connection) {
        if (!isWorthKeeping) {
            warnOnce();
            pool.evictConnection(connection);
        }
        closeQuietly(connection);
    }

    private void warnOnce() {
        if (!warned) {
            warned = true;
            log.warn(
                    "The server closes idle connections after {} s, too soon to keep any: each batch gets a new one."
                            + " Raise wait_timeout for this user, or set connection.pool=none.",
                    server().waitTimeout().toSeconds());
        }
    }

    @Override
    public void discard(Connection connection) {
        counts.discarded().increment();
        pool.evictConnection(connection);
        pool.getHikariPoolMXBean().softEvictConnections();
        closeQuietly(connection);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("A connection did not close in order: {}", e.getMessage());
        }
    }

    @Override
    public ServerFacts server() {
        return connections.server();
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
