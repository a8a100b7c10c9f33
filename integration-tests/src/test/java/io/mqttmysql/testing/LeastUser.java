// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import io.mqttmysql.sink.offset.OffsetStatements;
import io.mqttmysql.sink.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The sink's user as an administrator makes it who lets the sink make nothing: it may read and write rows of one
 * schema, and the table of positions is there. See docs/installation.md.
 */
public final class LeastUser {
    public static final String NAME = "least_user";

    /** Servers live no longer than the JVM. */
    public static final String PASSWORD = UUID.randomUUID().toString();

    private LeastUser() {}

    /** In a new schema. */
    public static void prepare(SqlServer server, String schema) throws SQLException {
        try (Connection administrator = server.connect(schema);
                Statement statement = administrator.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS '" + NAME + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON `" + schema.replace("_", "\\_") + "`.* TO '"
                    + NAME + "'@'%'");
            statement.execute(
                    new OffsetStatements(TableId.of("connect_sink_offsets"), OffsetStatements.FORMAT).create());
        }
        grant(server, "SELECT, INSERT, UPDATE, DELETE", schema);
    }

    /** One more right, as docs/installation.md names it where it is needed. */
    public static void grant(SqlServer server, String right, String schema) throws SQLException {
        try (Connection administrator = server.connect(schema);
                Statement statement = administrator.createStatement()) {
            statement.execute("GRANT " + right + " ON `" + schema.replace("_", "\\_") + "`.* TO '" + NAME + "'@'%'");
        }
    }
}
