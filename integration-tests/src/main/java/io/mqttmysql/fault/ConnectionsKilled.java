// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.MySqlServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * KILL of every connection that stands in a database, as an administrator or a firewall does it; once more at the end.
 */
public final class ConnectionsKilled implements Fault {
    private final MySqlServer server;
    private final String database;
    private int killed;

    public ConnectionsKilled(MySqlServer server, String database) {
        this.server = server;
        this.database = database;
    }

    @Override
    public String name() {
        return "mysql-connections-kill";
    }

    @Override
    public void begin() {
        kill();
    }

    @Override
    public void end() {
        kill();
    }

    /** How many so far. */
    public int killed() {
        return killed;
    }

    private void kill() {
        // asked for without a database, so that it does not find itself
        new Administrator(server, "").run("kill the connections of " + database, this::kill);
    }

    /** @param statement of a connection that stands in no database */
    void kill(Statement statement) throws SQLException {
        for (long id : connections(statement)) {
            killed += kill(statement, id);
        }
    }

    /**
     * MySQL 9.7 refuses to make a table of the list (INFORMATION_SCHEMA.PROCESSLIST) while a statement in it has a
     * character of four bytes.
     */
    private List<Long> connections(Statement statement) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SHOW PROCESSLIST")) {
            while (row.next()) {
                if (database.equals(row.getString("db"))) {
                    ids.add(row.getLong("Id"));
                }
            }
        }
        return ids;
    }

    private static int kill(Statement statement, long id) throws SQLException {
        try {
            statement.execute("KILL " + id);
            return 1;
        } catch (SQLException e) {
            if (e.getErrorCode() == 1094) { // no such thread: it ended by itself
                return 0;
            }
            throw e;
        }
    }
}
