// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.StackException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program that touches the rows of {@code latest} in the opposite order, one after the other, without changing them:
 * it and the sink meet in deadlocks. Begun and ended by one thread; the program has a thread of its own.
 */
public final class Deadlocks implements Fault {
    /** ER_LOCK_DEADLOCK and ER_LOCK_WAIT_TIMEOUT. */
    private static final Set<Integer> GIVES_WAY = Set.of(1213, 1205);

    private final MySqlServer server;
    private final String database;
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private volatile boolean isOver;
    private Thread program;

    public Deadlocks(MySqlServer server, String database) {
        this.server = server;
        this.database = database;
    }

    @Override
    public String name() {
        return "mysql-deadlocks";
    }

    @Override
    public void begin() {
        isOver = false;
        program = new Thread(this::run, "deadlocks");
        program.setDaemon(true);
        program.start();
    }

    @Override
    public void end() {
        isOver = true;
        try {
            program.join(Patience.EFFECT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null || program.isAlive()) {
            throw new StackException(
                    name() + ": the program did not go on to the end: "
                            + (failure.get() == null
                                    ? "it waits"
                                    : failure.get().getMessage()),
                    failure.get());
        }
    }

    /** A server that is killed ends the program. */
    @Override
    public boolean combines() {
        return false;
    }

    /** Whether it was the one that had to roll back. */
    static boolean givesWay(SQLException failure) {
        return GIVES_WAY.contains(failure.getErrorCode());
    }

    private void run() {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!isOver) {
                touch(connection, statement);
            }
        } catch (SQLException e) {
            failure.set(e);
        }
    }

    private void touch(Connection connection, Statement statement) throws SQLException {
        try {
            for (String device : devices(statement)) {
                statement.execute("SELECT seq FROM latest WHERE device = '" + device + "' FOR UPDATE");
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (!givesWay(e)) {
                throw e;
            }
        }
    }

    private static List<String> devices(Statement statement) throws SQLException {
        List<String> devices = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT device FROM latest ORDER BY device DESC")) {
            while (row.next()) {
                devices.add(row.getString(1));
            }
        }
        return devices;
    }
}
