// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Where a MySQL server is, and as whom to go there.
 *
 * @param authority host, or host and port, as in a URL
 * @param parameters of the driver, as in a URL after the question mark; empty for none
 */
public record MySqlAddress(String authority, String parameters, String user, String password) {
    /** @param schema empty for none */
    public String jdbcUrl(String schema) {
        return "jdbc:mysql://" + authority + "/" + schema + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /**
     * @param schema empty for none
     * @param patience how long an answer may take; a frozen server gives none
     */
    public Connection connect(String schema, Duration patience) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", String.valueOf(Patience.PROBE.toMillis()));
        properties.setProperty("socketTimeout", String.valueOf(patience.toMillis()));
        return DriverManager.getConnection(jdbcUrl(schema), properties);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "MySQL at " + authority + " as " + user;
    }
}
