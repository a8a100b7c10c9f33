// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.StackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/** Somebody else has all connections that the server allows; those of the sink end. One thread. */
public final class ConnectionsUsedUp implements Fault {
    private static final int TOO_MANY_CONNECTIONS = 1040;

    private final Account account;
    private final Deque<Connection> taken = new ArrayDeque<>();

    public ConnectionsUsedUp(Account account) {
        this.account = account;
    }

    @Override
    public String name() {
        return "mysql-connections-used-up";
    }

    @Override
    public void begin() {
        try {
            Connection administrator = account.server().connect(""); // while there is one to be had
            taken.push(administrator);
            takeAll();
            try (Statement statement = administrator.createStatement()) {
                new ConnectionsKilled(account.server(), account.database()).kill(statement);
            }
            takeAll();
        } catch (SQLException e) {
            throw new StackException("MySQL gave " + taken.size() + " connections: " + e.getMessage(), e);
        }
    }

    @Override
    public void end() {
        try {
            while (!taken.isEmpty()) {
                taken.pop().close();
            }
        } catch (SQLException e) {
            throw new StackException("a connection to MySQL cannot be closed: " + e.getMessage(), e);
        }
    }

    /** The server has to answer. */
    @Override
    public boolean combines() {
        return false;
    }

    /** Without a database, so that those that are killed are others. */
    private void takeAll() throws SQLException {
        try {
            while (true) {
                taken.push(account.address().connect("", Patience.ANSWER));
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != TOO_MANY_CONNECTIONS) {
                throw e;
            }
        }
    }
}
