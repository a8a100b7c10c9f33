// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.faults;

import io.mqttmysql.stack.MySqlAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** MySQL's own list of connections that nobody has used for a while, and the power to close them. One thread. */
final class IdleConnections {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MySqlAddress server;

    IdleConnections(MySqlAddress server) {
        this.server = server;
    }

    /** The ids of those that have been idle for at least this long. */
    Set<Long> idleFor(Duration time) throws SQLException {
        Set<Long> ids = new TreeSet<>();
        String sql =
                "SELECT id FROM information_schema.processlist WHERE command = 'Sleep' AND time >= " + time.toSeconds();
        try (Connection connection = server.connect("", PATIENCE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    /** Closes them without a word to the other side, as a firewall does, or an administrator. */
    void kill(Set<Long> ids) throws SQLException {
        try (Connection connection = server.connect("", PATIENCE);
                Statement statement = connection.createStatement()) {
            for (long id : ids) {
                statement.execute("KILL " + id);
            }
        }
    }

    static String inWords(Set<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
