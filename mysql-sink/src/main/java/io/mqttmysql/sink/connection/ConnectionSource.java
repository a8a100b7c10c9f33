// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lends connections, one batch long. Autocommit is off. Task thread. Being made it does not touch the server.
 *
 * <p>One thread borrows one connection at a time, so whatever else lies in the pool is idle: discarding "this one and
 * all older ones" means this one and all idle ones.
 */
public interface ConnectionSource extends AutoCloseable {
    Connection borrow() throws SQLException;

    /** After a commit or a rollback. Never throws. */
    void giveBack(Connection connection);

    /** It is dead or not trusted any more: it and all older ones are closed. Never throws. */
    void discard(Connection connection);

    /** What the newest connection says; known once one was borrowed. */
    ServerFacts server();

    @Override
    void close();

    /** @param task whose connections they are, in the log */
    static ConnectionSource of(String task, ConnectionOptions connection, PoolOptions pool, ConnectionCounts counts) {
        MySqlDriver driver = MySqlDriver.of(connection.url());
        driver.warn(connection.sslMode());
        return switch (pool.mode()) {
            case VALIDATED ->
                new ValidatedSource(
                        new PooledSource(task, driver, connection, pool, counts),
                        connection.timeouts().validation());
            case RECYCLED -> new PooledSource(task, driver, connection, pool, counts);
            case NONE -> new UnpooledSource(driver, connection, counts);
        };
    }
}
