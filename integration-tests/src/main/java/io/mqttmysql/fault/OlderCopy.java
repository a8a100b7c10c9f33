// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.MySqlServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A fail-over to a replica that had not received the last commits: all tables of the database, the sink's positions
 * among them, are copied at one moment, and at the end the copies take their places at one moment and every connection
 * ends. What was committed in between is gone. One thread.
 */
public final class OlderCopy implements Fault {
    private static final String COPY = "_copy";
    private static final String NEWER = "_newer";

    private final Administrator administrator;
    private final ConnectionsKilled connections;
    private List<String> tables = List.of();

    public OlderCopy(MySqlServer server, String database) {
        this.administrator = new Administrator(server, database);
        this.connections = new ConnectionsKilled(server, database);
    }

    @Override
    public String name() {
        return "mysql-older-copy";
    }

    @Override
    public void begin() {
        administrator.run("copy the tables", statement -> {
            tables = tables(statement);
            for (String table : tables) {
                statement.execute("CREATE TABLE " + table + COPY + " LIKE " + table);
            }
            statement.execute("LOCK TABLES " + each("%1$s READ, %1$s" + COPY + " WRITE"));
            for (String table : tables) {
                statement.execute("INSERT INTO " + table + COPY + " SELECT * FROM " + table);
            }
            statement.execute("UNLOCK TABLES");
        });
    }

    @Override
    public void end() {
        administrator.run("go back to the copies of " + tables, statement -> {
            statement.execute("RENAME TABLE " + each("%1$s TO %1$s" + NEWER + ", %1$s" + COPY + " TO %1$s"));
            statement.execute("DROP TABLE " + each("%s" + NEWER));
        });
        connections.begin();
    }

    /** What it copies, it must be able to put back. */
    @Override
    public boolean combines() {
        return false;
    }

    private String each(String form) {
        return tables.stream().map(form::formatted).collect(Collectors.joining(", "));
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SHOW TABLES")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }
}
