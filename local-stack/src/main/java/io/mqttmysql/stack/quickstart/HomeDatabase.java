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
import java.util.Set;
import java.util.function.Consumer;

/** Looks at the tables from outside. One thread; every look is a connection of its own. */
final class HomeDatabase {
    static final String NAME = "home";

    /** The tables that keep one row a message; {@code latest} keeps one row a topic. */
    static final List<String> HISTORY = List.of("climate", "energy", "readings", "switches", "events");

    static final String LATEST = "latest";

    private static final String RECEIVED_AT = "received_at";
    private static final Set<String> NOT_SHOWN = Set.of("id", "message_id", "message", RECEIVED_AT);

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

    /** When, where and what, short enough for one line. */
    private static String inWords(String table, ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder line = new StringBuilder(String.format("%.8s  %-8s", time(row.getString(RECEIVED_AT)), table));
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            String value = row.getString(i);
            if (value != null && !NOT_SHOWN.contains(name)) {
                line.append(' ').append(name).append('=').append(time(value));
            }
        }
        return line.toString();
    }

    /** Without the day, if it is a point in time. */
    private static String time(String value) {
        return value.replaceFirst("^\\d{4}-\\d\\d-\\d\\d ", "");
    }

    /** Hands over all rows of a table, one at a time, each as column name to the text that MySQL shows. */
    void forEachRow(String table, Consumer<Map<String, String>> reader) throws SQLException {
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(Integer.MIN_VALUE); // Connector/J's way to say: do not keep them all in memory
            try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                ResultSetMetaData columns = rows.getMetaData();
                while (rows.next()) {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        row.put(columns.getColumnLabel(i), text(rows.getBytes(i)));
                    }
                    reader.accept(row);
                }
            }
        }
    }

    /** As the server sent it: getString would leave out the zeros of 12:00:00.000. */
    private static String text(byte[] value) {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
