// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.database;

import io.mqttmysql.stack.MySqlAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the tables of one schema and looks at them from outside. Every look is a connection of its own, so several
 * threads may look.
 */
public final class HomeDatabase {
    public static final String NAME = "home";

    /** The tables of the shipped file that keep every message. */
    public static final List<String> HISTORY =
            List.of("climate", "energy", "readings", "switches", "events", "samples", "rest");

    /** The tables that keep the last message only, each with the column that says of what. */
    public static final Map<String, String> LATEST = Map.of("latest", "topic", "climate_now", "device");

    public static final String DEAD_LETTERS = "dead_letters";

    private static final String RECEIVED_AT = "received_at";
    private static final Set<String> NOT_SHOWN =
            Set.of("id", "message_id", "message", RECEIVED_AT, "kafka_topic", "kafka_partition", "kafka_offset");
    private static final int LONGEST_VALUE = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** All but the sink's own, dead letters last, each with the column that numbers its rows. */
    private static final String TABLES = """
            SELECT t.table_name, MAX(IF(c.extra LIKE '%auto_increment%', c.column_name, NULL))
            FROM information_schema.tables t JOIN information_schema.columns c
              ON c.table_schema = t.table_schema AND c.table_name = t.table_name
            WHERE t.table_schema = DATABASE() AND t.table_name <> 'connect_sink_offsets'
            GROUP BY t.table_name ORDER BY t.table_name = 'dead_letters', t.table_name""";

    private final MySqlAddress server;
    private final String schema;

    public HomeDatabase(MySqlAddress server, String schema) {
        this.server = server;
        this.schema = schema;
    }

    String schema() {
        return schema;
    }

    /** Makes the schema, which must not exist: nothing of anybody is ever written to. */
    public void create() throws SQLException {
        try (Connection connection = server.connect("", PATIENCE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + quoted(schema) + " CHARACTER SET utf8mb4");
        }
    }

    /** Runs it in the schema. */
    public void run(SqlScript script) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : script.statements()) {
                statement.execute(sql);
            }
        }
    }

    /** How many rows there are, and the newest of each table that numbers them. */
    public DatabaseLook look() throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<String> newest = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Optional<String>> table : tables(statement).entrySet()) {
                counts.put(table.getKey(), count(statement, table.getKey()));
                if (table.getValue().isPresent()) {
                    newest(statement, table.getKey(), table.getValue().get()).ifPresent(newest::add);
                }
            }
        }
        return new DatabaseLook(counts, newest);
    }

    private static Map<String, Optional<String>> tables(Statement statement) throws SQLException {
        Map<String, Optional<String>> tables = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.put(rows.getString(1), Optional.ofNullable(rows.getString(2)));
            }
        }
        return tables;
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + quoted(table))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Optional<String> newest(Statement statement, String table, String number) throws SQLException {
        String sql = "SELECT * FROM " + quoted(table) + " ORDER BY " + quoted(number) + " DESC LIMIT 1";
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.of(inWords(table, rows)) : Optional.empty();
        }
    }

    /** When, where and what, short enough for one line. */
    private static String inWords(String table, ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder line = new StringBuilder();
        String when = "";
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            String value = text(row.getBytes(i));
            if (value != null && name.equals(RECEIVED_AT)) {
                when = time(value);
            } else if (value != null && !NOT_SHOWN.contains(name)) {
                line.append(' ').append(name).append('=').append(shortened(time(value)));
            }
        }
        return String.format("%-8.8s  %-12s%s", when, table, line);
    }

    /** Without the day, if it is a point in time. */
    private static String time(String value) {
        return value.replaceFirst("^\\d{4}-\\d\\d-\\d\\d ", "");
    }

    /** One line of printable text, whatever it is. */
    private static String shortened(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + " ..." : line;
    }

    /** Hands over all rows of a table, one at a time, each as column name to the text that MySQL shows. */
    public void forEachRow(String table, Consumer<Map<String, String>> reader) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(Integer.MIN_VALUE); // Connector/J's way to say: do not keep them all in memory
            try (ResultSet rows = statement.executeQuery("SELECT * FROM " + quoted(table))) {
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

    private Connection connect() throws SQLException {
        return server.connect(schema, PATIENCE);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
