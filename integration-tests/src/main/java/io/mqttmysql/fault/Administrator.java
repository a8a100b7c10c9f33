// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.stack.StackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Who may do everything on a server, each time over a connection of its own. Any thread.
 *
 * @param database that the connection stands in; empty for none
 */
record Administrator(MySqlServer server, String database) {
    /** What is said to the server. */
    interface Work {
        void on(Statement statement) throws SQLException;
    }

    /**
     * @param what as it follows "did not" in a sentence
     * @throws StackException when the server refuses or is away
     */
    void run(String what, Work work) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            work.on(statement);
        } catch (SQLException e) {
            throw new StackException("MySQL did not " + what + ": " + e.getMessage(), e);
        }
    }

    /** One after the other. */
    void run(List<String> statements) {
        run("do " + statements, statement -> {
            for (String sql : statements) {
                statement.execute(sql);
            }
        });
    }
}
