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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that touches the rows of {@code latest} in the opposite order, one after the other, without changing them:
 * it and the sink meet in deadlocks. Begun and ended by one thread; the program has a thread of its own.
 */
public final class Deadlocks implements Fault {
    private static final int DEADLOCK = 1213;

    private final MySqlServer server;
    private final String database;
    private final AtomicInteger met = new AtomicInteger();
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

    /** Those of which the program was the victim. */
    public int met() {
        return met.get();
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
            program.join(Patience.STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server that is killed ends the program. */
    @Override
    public boolean combines() {
        return false;
    }

    private void run() {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!isOver) {
                touch(connection, statement);
            }
        } catch (SQLException e) {
            throw new StackException("the program that makes deadlocks ended: " + e.getMessage(), e);
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
            if (e.getErrorCode() != DEADLOCK) {
                throw e;
            }
            met.incrementAndGet();
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
