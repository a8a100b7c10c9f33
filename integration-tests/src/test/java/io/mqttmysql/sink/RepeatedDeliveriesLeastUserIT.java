// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.testing.AsLeastUser;
import io.mqttmysql.testing.LeastUser;
import io.mqttmysql.testing.SqlServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The same by a user who makes no tables. */
@AsLeastUser
class RepeatedDeliveriesLeastUserIT extends RepeatedDeliveriesIT {
    private final SqlServer server;

    RepeatedDeliveriesLeastUserIT(SqlServer server) {
        this.server = server;
    }

    /** Who has no right to triggers is not told that there are any. */
    @Override
    @Test
    void doNotLoseARowThatATriggerChanges() throws SQLException {
        LeastUser.grant(server, "TRIGGER", "repeated_deliveries");

        super.doNotLoseARowThatATriggerChanges();
    }
}
