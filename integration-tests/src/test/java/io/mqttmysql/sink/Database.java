// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.testing.LeastUser;
import io.mqttmysql.testing.SqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** A database of its own on a server, and short ways to ask it. */
record Database(SqlServer server, String name) {
    private static final int NO_SUCH_THREAD = 1094;

    static Database on(MySqlServer server, String name) throws SQLException {
        return on(SqlServer.of(server), name);
    }

    static Database on(SqlServer server, String name) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        }
        if (server.isForLeastUser()) {
            LeastUser.prepare(server, name);
        }
        return new Database(server, name);
    }

    /** The sink's settings that reach it, without TLS. */
    Map<String, String> connection() {
        return connection(server.port());
    }

    /** @param port of a link to the server */
    Map<String, String> connection(int port) {
        return Map.of(
                ConnectionOptions.URL,
                "jdbc:mysql://127.0.0.1:" + port + "/" + name + "?allowPublicKeyRetrieval=true",
                ConnectionOptions.USER,
                server.isForLeastUser() ? LeastUser.NAME : server.user(),
                ConnectionOptions.PASSWORD,
                server.isForLeastUser() ? LeastUser.PASSWORD : server.password(),
                ConnectionOptions.SSL_MODE,
                "DISABLED");
    }

    /** As the sink reads them from {@link #connection()}. */
    ConnectionOptions connectionOptions() {
        return ConnectionOptions.from(
                new AbstractConfig(ConnectionOptions.define(new ConfigDef()), connection(), false));
    }

    void run(String sql) throws SQLException {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** All rows, columns separated by blanks; NULL as null. */
    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringJoiner values = new StringJoiner(" ");
                for (int column = 1; column <= columns; column++) {
                    values.add(row.getString(column));
                }
                rows.add(values.toString());
            }
        }
        return rows;
    }

    /** How many COMMITs the server has seen. */
    long commits() throws SQLException {
        return status("Com_commit");
    }

    /** How many statements the server was sent; pings do not count. */
    long questions() throws SQLException {
        return status("Questions");
    }

    private long status(String name) throws SQLException {
        String[] nameAndCount =
                rows("SHOW GLOBAL STATUS LIKE '" + name + "'").get(0).split(" ");
        return Long.parseLong(nameAndCount[1]);
    }

    /**
     * Every connection that stands idle in this database, as if a firewall or an administrator had cut it.
     *
     * @return how many there were
     */
    int killIdleConnections() throws SQLException {
        int killed = 0;
        try (Connection connection = server.connect("");
                Statement query = connection.createStatement();
                Statement kill = connection.createStatement();
                ResultSet id = query.executeQuery("SELECT ID FROM INFORMATION_SCHEMA.PROCESSLIST WHERE DB = '" + name
                        + "' AND COMMAND = 'Sleep'")) {
            while (id.next()) {
                killed += kill(kill, id.getLong(1));
            }
        }
        return killed;
    }

    /** How many it was: one that has ended by itself meanwhile is not there any more. */
    private static int kill(Statement kill, long id) throws SQLException {
        try {
            kill.execute("KILL " + id);
            return 1;
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_THREAD) {
                return 0;
            }
            throw e;
        }
    }
}
