// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import io.mqttmysql.stack.MySqlServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the tables from outside. One thread; every look is a connection of its own. */
final class HomeDatabase {
    static final String NAME = "home";

    /** The tables that keep one row a message; {@code latest} keeps one row a topic. */
    static final List<String> HISTORY = List.of("climate", "energy", "readings", "switches", "events");

    static final String LATEST = "latest";

    private final MySqlServer server;

    HomeDatabase(MySqlServer server) {
        this.server = server;
    }

    /** Runs a file of statements that end with a semicolon at the end of a line. */
    void run(String script) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : script.replaceAll("(?m)^\\s*--.*$", "").split(";\\s*(\\n|$)")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>(HISTORY);
            tables.add(LATEST);
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    rows.next();
                    counts.put(table, rows.getLong(1));
                }
            }
        }
        return counts;
    }

    /** The newest row of each history table, in words. */
    List<String> newestRows() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement()) {
            for (String table : HISTORY) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY id DESC LIMIT 1")) {
                    if (rows.next()) {
                        lines.add(inWords(table, rows));
                    }
                }
            }
        }
        return lines;
    }

    private static String inWords(String table, ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder line = new StringBuilder(String.format("%-9s", table));
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            String value = row.getString(i);
            boolean worthShowing = value != null && !name.equals("id") && !name.equals("message_id");
            if (worthShowing && !name.equals("message")) {
                line.append(' ').append(name).append('=').append(value);
            }
        }
        return line.toString();
    }

    /** All rows of a table, each as column name to the text that MySQL shows. */
    List<Map<String, String>> rows(String table) throws SQLException {
        List<Map<String, String>> all = new ArrayList<>();
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnLabel(i), text(rows.getBytes(i)));
                }
                all.add(row);
            }
        }
        return all;
    }

    /** As the server sent it: getString would leave out the zeros of 12:00:00.000. */
    private static String text(byte[] value) {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
