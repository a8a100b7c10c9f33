// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.StackException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

/**
 * The account of a sink, which may do everything in one database and nothing else; and what can happen to it. One
 * thread.
 *
 * @param database is made by somebody else, before or after
 */
public record Account(MySqlServer server, String database, String user, String password) {
    private static final String OTHER_PASSWORD = "not-the-one-in-the-file";
    private static final int TOO_MANY_CONNECTIONS = 1040;

    /** @throws StackException when the server refuses */
    public void create() {
        run("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + password + "'");
        run("GRANT ALL ON `" + database + "`.* TO '" + user + "'@'%'");
    }

    /** The server has another one than the connector, as in the middle of a rotation; open connections end. */
    public Fault passwordChanged() {
        return new OfAccount("mysql-password-changed") {
            @Override
            public void begin() {
                changeTo(OTHER_PASSWORD);
                killConnections();
            }

            @Override
            public void end() {
                changeTo(password);
            }
        };
    }

    /** Somebody else has all connections that the server allows; those of the sink end. */
    public Fault connectionsUsedUp() {
        return new OfAccount("mysql-connections-used-up") {
            private final Deque<Connection> taken = new ArrayDeque<>();

            @Override
            public void begin() {
                takeAll();
                killConnections();
                takeAll();
            }

            @Override
            public void end() {
                while (!taken.isEmpty()) {
                    close(taken.pop());
                }
            }

            private void takeAll() {
                try {
                    while (true) {
                        taken.push(connect());
                    }
                } catch (SQLException e) {
                    if (e.getErrorCode() != TOO_MANY_CONNECTIONS) {
                        throw new StackException("MySQL gave " + taken.size() + " connections: " + e.getMessage(), e);
                    }
                }
            }
        };
    }

    /** Without a database, so that {@link ConnectionsKilled} passes it over. */
    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("sslMode", "DISABLED");
        properties.setProperty("socketTimeout", Long.toString(Patience.ANSWER.toMillis()));
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + server.port() + "/", properties);
    }

    private void changeTo(String other) {
        run("ALTER USER '" + user + "'@'%' IDENTIFIED BY '" + other + "'");
    }

    private void killConnections() {
        new ConnectionsKilled(server, database).begin();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StackException("a connection to MySQL cannot be closed: " + e.getMessage(), e);
        }
    }

    private void run(String sql) {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StackException("MySQL did not change the account " + user + ": " + e.getMessage(), e);
        }
    }

    /** The server has to answer. */
    private abstract static class OfAccount implements Fault {
        private final String name;

        OfAccount(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean combines() {
            return false;
        }
    }
}
