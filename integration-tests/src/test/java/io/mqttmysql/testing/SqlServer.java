// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.stack.Patience;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A database server on loopback, whichever it is, and the user who may do everything there.
 *
 * @param restarting stops the server in order, starts it again and waits until it answers
 * @param isForLeastUser whether sinks come as {@link LeastUser}
 */
public record SqlServer(int port, String user, String password, Runnable restarting, boolean isForLeastUser) {
    public SqlServer(int port, String user, String password, Runnable restarting) {
        this(port, user, password, restarting, false);
    }

    public static SqlServer of(MySqlServer server) {
        return new SqlServer(server.port(), server.user(), server.password(), server::restart);
    }

    SqlServer forLeastUser() {
        return new SqlServer(port, user, password, restarting, true);
    }

    /** @param schema empty for none */
    public Connection connect(String schema) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("sslMode", "DISABLED");
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("enableEscapeProcessing", "false");
        properties.setProperty("socketTimeout", Long.toString(Patience.EFFECT.toMillis()));
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/" + schema, properties);
    }

    public void restart() {
        restarting.run();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SqlServer[port=" + port + ", user=" + user + "]";
    }
}
