// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.stack.StackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Somebody's transaction that holds the rows of {@code latest} and does not end. One thread. */
public final class RowsLocked implements Fault {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    private final MySqlServer server;
    private final String database;
    private Connection holder;

    public RowsLocked(MySqlServer server, String database) {
        this.server = server;
        this.database = database;
    }

    @Override
    public String name() {
        return "mysql-rows-locked";
    }

    @Override
    public void begin() {
        try {
            holder = server.connect(database);
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                while (!locks(statement)) {
                    LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
                }
            }
        } catch (SQLException e) {
            throw new StackException("MySQL did not lock the rows of " + database + ": " + e.getMessage(), e);
        }
    }

    /** False where it met the sink and was the one to give way. */
    private static boolean locks(Statement statement) throws SQLException {
        try {
            statement.execute("SELECT * FROM latest FOR UPDATE");
            return true;
        } catch (SQLException e) {
            if (!Deadlocks.givesWay(e)) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void end() {
        try (Connection ended = holder) {
            ended.rollback();
        } catch (SQLException e) {
            throw new StackException("MySQL did not let go of the rows of " + database + ": " + e.getMessage(), e);
        }
    }

    /** A server that is killed takes the lock with it. */
    @Override
    public boolean combines() {
        return false;
    }
}
