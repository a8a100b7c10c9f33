// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import java.sql.Connection;
import java.sql.SQLException;

/** Finds out whether a connection still has a server at its other end. */
public final class LinkProbe {
    private static final int PING_SECONDS = 2;

    private LinkProbe() {}

    /** The pool's wrapper does not always notice that the driver has closed the connection below it. */
    public static boolean isDead(Connection connection) {
        try {
            return connection.isClosed()
                    || connection.unwrap(Connection.class).isClosed()
                    || !connection.isValid(PING_SECONDS);
        } catch (SQLException e) {
            return true;
        }
    }
}
