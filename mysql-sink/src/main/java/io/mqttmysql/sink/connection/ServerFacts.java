// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.sink.sql.RowForms;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What a new connection tells about its server.
 *
 * @param waitTimeout idle time after which the server closes this session
 * @param maxAllowedPacket bytes of one statement
 */
public record ServerFacts(RowForms forms, Duration waitTimeout, long maxAllowedPacket) {
    static ServerFacts read(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet answer =
                        query.executeQuery("SELECT VERSION(), @@session.wait_timeout, @@max_allowed_packet")) {
            answer.next();
            return new ServerFacts(
                    RowForms.of(answer.getString(1)), Duration.ofSeconds(answer.getLong(2)), answer.getLong(3));
        }
    }
}
