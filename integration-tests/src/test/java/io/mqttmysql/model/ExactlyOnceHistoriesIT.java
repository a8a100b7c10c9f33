// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random histories of several tasks, most of them with faults. {@code -Dhistories=5000 -Dhistories.first=1000} tries others
 * than the usual ones.
 */
@OwnServers
@Order(7)
@ExtendWith(StackExtension.class)
class ExactlyOnceHistoriesIT {
    private static final int SEATS = 3;
    private static final long COUNT = Long.getLong("histories", 50);
    private static final long FIRST = Long.getLong("histories.first", 0);

    @Test
    void rowsAreWhatThePositionsSay(SqlServer server) throws Exception {
        List<ModelSeat> seats = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try (ModelDatabase database = ModelDatabase.on(server, "histories")) {
            for (int number = 0; number < SEATS; number++) {
                seats.add(new ModelSeat(number, server.port()));
            }
            for (long seed = FIRST; seed < FIRST + COUNT && failures.size() < 3; seed++) {
                try {
                    new History(database, seats, seed).run();
                } catch (AssertionError e) {
                    failures.add("seed " + seed + ": " + e.getMessage());
                }
            }
        } finally {
            seats.forEach(ModelSeat::close);
        }
        assertThat(failures).isEmpty();
    }
}
