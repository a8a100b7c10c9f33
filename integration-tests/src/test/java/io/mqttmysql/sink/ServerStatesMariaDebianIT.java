// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.testing.OnMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MariaDB can be in. */
@OnMariaDb
class ServerStatesMariaDebianIT extends ServerStates {
    /** Less cannot be set. */
    private static final int FEWEST_CONNECTIONS = 10;

    @Override
    void acceptRows() {
        set("read_only", "OFF");
    }

    @ParameterizedTest
    @CsvSource({
        "at_least_once, INSERT INTO `readings`",
        "exactly_once,  INSERT INTO `readings`",
        "at_least_once, COMMIT",
        "exactly_once,  COMMIT"
    })
    void thatItOnlyReads(String guarantee, String statement) throws SQLException {
        assertThatRowsWaitWhileItOnlyReads("read_only", guarantee, statement);
    }

    @ParameterizedTest
    @CsvSource({"at_least_once, validated", "exactly_once, none"})
    void thatItHasTooManyConnections(String guarantee, String pool) throws SQLException {
        List<Connection> others = new ArrayList<>();
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee, "connection.pool", pool)) {
            for (int i = 0; i < FEWEST_CONNECTIONS; i++) {
                others.add(connectAsUser());
            }
            set("max_connections", Integer.toString(FEWEST_CONNECTIONS));
            writer.write(0, 10);

            assertThatItWaits(writer, "(error 1040,", 0);
            acceptConnections();
            assertThatEachIsThereOnce(writer, 10);
        } finally {
            for (Connection other : others) {
                other.close();
            }
        }
    }
}
