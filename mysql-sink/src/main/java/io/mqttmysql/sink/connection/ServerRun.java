// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;

/**
 * A server from one start to its end. What it has committed it has as long as it runs; after a crash, or where another
 * took its place, commits may be lost (asynchronous replicas, {@code innodb_flush_log_at_trx_commit}).
 *
 * @param server which one of a cluster; empty where it does not tell, and then nobody knows whether two runs are one
 * @param start in seconds, by its own clock
 */
public record ServerRun(String server, long start) {
    /** What seconds are rounded by, and what passes between two statements. */
    private static final long TOLERANCE_SECONDS = 2;

    /** Of the server behind a connection of this package. Asked once for each connection. */
    public static ServerRun of(Connection connection) throws SQLException {
        WatchedConnection.Watched watched = connection instanceof WatchedConnection.Watched itself
                ? itself
                : connection.unwrap(WatchedConnection.Watched.class);
        return watched.serverRun();
    }

    /** No privilege is needed for it; servers that only speak like MySQL may not know the statements. */
    static ServerRun read(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement()) {
            long uptime;
            try (ResultSet answer = query.executeQuery("SHOW GLOBAL STATUS LIKE 'Uptime'")) {
                if (!answer.next()) {
                    return unknown();
                }
                uptime = answer.getLong(2);
            }
            try (ResultSet answer =
                    query.executeQuery("SELECT CONCAT_WS(' ', @@hostname, @@port, @@server_id), UNIX_TIMESTAMP()")) {
                answer.next();
                return new ServerRun(answer.getString(1), answer.getLong(2) - uptime);
            }
        } catch (SQLSyntaxErrorException e) {
            return unknown();
        }
    }

    private static ServerRun unknown() {
        return new ServerRun("", 0);
    }

    /** Whether it is certain that both are one: of a server that does not tell, where both are of one connection. */
    public boolean isSameAs(ServerRun other) {
        return this == other
                || (!server.isEmpty()
                        && server.equals(other.server)
                        && Math.abs(start - other.start) <= TOLERANCE_SECONDS);
    }
}
