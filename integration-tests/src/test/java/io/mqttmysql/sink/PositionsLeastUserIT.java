// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.testing.AsLeastUser;
import io.mqttmysql.testing.LeastUser;
import io.mqttmysql.testing.SqlServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The same by a user who makes no tables. */
@AsLeastUser
class PositionsLeastUserIT extends PositionsIT {
    private final SqlServer server;

    PositionsLeastUserIT(SqlServer server) {
        this.server = server;
    }

    /** Without that right it goes on with the table as it is. */
    @Override
    @Test
    void widensATableOfFormat1AndGoesOnWhereItWas() throws SQLException {
        LeastUser.grant(server, "ALTER", "sink_positions");

        super.widensATableOfFormat1AndGoesOnWhereItWas();
    }
}
