// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import io.mqttmysql.testing.SqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The database of one history after the other. One thread. */
final class ModelDatabase implements AutoCloseable {
    static final String ROWS = "model_rows";
    static final String STATES = "model_states";
    static final String POSITIONS = "connect_sink_offsets";

    /** It has ended by itself meanwhile. */
    private static final int NO_SUCH_THREAD = 1094;

    private static final List<String> TABLES = List.of(ROWS, STATES, POSITIONS);

    private final SqlServer server;
    private final String name;
    private final Connection connection;

    /**
     * What is committed, of one moment.
     *
     * @param rows how many, by {@link ModelPartition.Entry#id}
     * @param states the last of each thing, by {@link ModelPartition.Entry#key}
     * @param positions by partition
     */
    record Seen(Map<String, Integer> rows, Map<String, Long> states, Map<Integer, Long> positions) {}

    private ModelDatabase(SqlServer server, String name, Connection connection) {
        this.server = server;
        this.name = name;
        this.connection = connection;
    }

    static ModelDatabase on(SqlServer server, String name) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        }
        ModelDatabase database = new ModelDatabase(server, name, server.connect(name));
        database.run("CREATE TABLE " + ROWS + " (part INT NOT NULL, epoch INT NOT NULL, off BIGINT NOT NULL,"
                + " mark INT NOT NULL CHECK (mark <> " + ModelRecords.REFUSED + "), moment INT NOT NULL DEFAULT 0)");
        database.run("CREATE TABLE " + STATES
                + " (part INT NOT NULL, slot INT NOT NULL, state BIGINT NOT NULL, PRIMARY KEY (part, slot))");
        for (String table : List.of(ROWS, STATES)) {
            database.run("CREATE TABLE copy_" + table + " LIKE " + table);
        }
        return database;
    }

    String name() {
        return name;
    }

    SqlServer server() {
        return server;
    }

    /** For the next history. */
    void clear() throws SQLException {
        run("DELETE FROM " + ROWS);
        run("DELETE FROM " + STATES);
        if (hasPositions()) {
            run("DELETE FROM " + POSITIONS);
        }
    }

    private boolean hasPositions() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SHOW TABLES LIKE '" + POSITIONS + "'")) {
            return found.next();
        }
    }

    /**
     * What a server that takes over later will have.
     *
     * @return false where a partition has no position yet: a copy without one looks like a sink that has just begun, which
     *     starts where Kafka stands
     */
    boolean copy(int partitions) throws SQLException {
        if (!hasPositions() || seen().positions().size() < partitions) {
            return false;
        }
        run("CREATE TABLE IF NOT EXISTS copy_" + POSITIONS + " LIKE " + POSITIONS);
        connection.setAutoCommit(false);
        for (String table : TABLES) {
            run("DELETE FROM copy_" + table);
            run("INSERT INTO copy_" + table + " SELECT * FROM " + table);
        }
        connection.commit();
        connection.setAutoCommit(true);
        return true;
    }

    /** The server is another one now, which has only what was copied; connections to the old one are gone. */
    void failOver() throws SQLException {
        killAll();
        connection.setAutoCommit(false);
        for (String table : TABLES) {
            run("DELETE FROM " + table);
            run("INSERT INTO " + table + " SELECT * FROM copy_" + table);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Every connection but this one. */
    void killAll() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT ID FROM INFORMATION_SCHEMA.PROCESSLIST WHERE ID <> CONNECTION_ID() AND DB = '" + name
                                + "'")) {
            while (found.next()) {
                ids.add(found.getLong(1));
            }
        }
        for (long id : ids) {
            try {
                run("KILL " + id);
            } catch (SQLException e) {
                if (e.getErrorCode() != NO_SUCH_THREAD) {
                    throw e;
                }
            }
        }
    }

    /** Whether a task waits for a position that another one holds. */
    boolean hasWaiting() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.PROCESSLIST"
                        + " WHERE (STATE = 'statistics' AND INFO LIKE '%FOR UPDATE'"
                        + " OR STATE = 'update' AND INFO LIKE 'INSERT INTO `" + POSITIONS + "`%') AND DB = '" + name
                        + "'")) {
            found.next();
            return found.getInt(1) > 0;
        }
    }

    Seen seen() throws SQLException {
        Map<String, Integer> rows = new HashMap<>();
        Map<String, Long> states = new HashMap<>();
        Map<Integer, Long> positions = new HashMap<>();
        if (!hasPositions()) {
            return new Seen(rows, states, positions);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            try (ResultSet row = statement.executeQuery("SELECT part, epoch, off FROM " + ROWS)) {
                while (row.next()) {
                    rows.merge(row.getInt(1) + "/" + row.getInt(2) + "/" + row.getLong(3), 1, Integer::sum);
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT part, slot, state FROM " + STATES)) {
                while (row.next()) {
                    states.put(row.getInt(1) + "/" + row.getInt(2), row.getLong(3));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT partition_id, next_offset FROM " + POSITIONS)) {
                while (row.next()) {
                    positions.put(row.getInt(1), row.getLong(2));
                }
            }
            statement.execute("COMMIT");
        }
        return new Seen(rows, states, positions);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
