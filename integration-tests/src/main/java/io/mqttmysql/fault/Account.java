// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.MySqlAddress;
import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.stack.StackException;
import java.util.List;

/**
 * The account of a sink, which may do everything in one database and nothing else. One thread.
 *
 * @param database is made by somebody else, before or after
 */
public record Account(MySqlServer server, String database, String user, String password) {
    private static final String OTHER_PASSWORD = "another-one";

    /** @throws StackException when the server refuses */
    public void create() {
        asAdministrator("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + password + "'");
        asAdministrator("GRANT ALL ON `" + database + "`.* TO '" + user + "'@'%'");
    }

    MySqlAddress address() {
        return new MySqlAddress(server.endpoint().authority(), "", user, password);
    }

    /** The server has another one than the connector, as in the middle of a rotation; open connections end. */
    public Fault passwordChanged() {
        return new Fault() {
            @Override
            public String name() {
                return "mysql-password-changed";
            }

            @Override
            public void begin() {
                changeTo(OTHER_PASSWORD);
                new ConnectionsKilled(server, database).begin();
            }

            @Override
            public void end() {
                changeTo(password);
            }

            /** The server has to answer. */
            @Override
            public boolean combines() {
                return false;
            }
        };
    }

    private void changeTo(String other) {
        asAdministrator("ALTER USER '" + user + "'@'%' IDENTIFIED BY '" + other + "'");
    }

    private void asAdministrator(String sql) {
        new Administrator(server, "").run(List.of(sql));
    }
}
