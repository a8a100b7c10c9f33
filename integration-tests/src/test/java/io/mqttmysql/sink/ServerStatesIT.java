// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MySQL can be in. */
class ServerStatesIT extends ServerStates {
    @Override
    void acceptRows() {
        set("offline_mode", "OFF");
        set("super_read_only", "OFF");
        set("read_only", "OFF");
    }

    @ParameterizedTest
    @CsvSource({
        "read_only,       at_least_once, INSERT INTO `readings`",
        "super_read_only, exactly_once,  INSERT INTO `readings`",
        "super_read_only, at_least_once, COMMIT",
        "read_only,       exactly_once,  COMMIT"
    })
    void thatItOnlyReads(String variable, String guarantee, String statement) throws SQLException {
        assertThatRowsWaitWhileItOnlyReads(variable, guarantee, statement);
    }

    @ParameterizedTest
    @CsvSource({"at_least_once, validated", "exactly_once, none"})
    void thatItHasTooManyConnections(String guarantee, String pool) throws SQLException {
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee, "connection.pool", pool)) {
            set("max_connections", "1");
            writer.write(0, 10);

            assertThatItWaits(writer, "(error 1040,", 0);
            acceptConnections();
            assertThatEachIsThereOnce(writer, 10);
        }
    }

    /** It ends the connections of all but administrators, and takes no new ones. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void thatItIsInMaintenance(String guarantee) throws SQLException {
        try (WriterUnderTest writer = writer("delivery.guarantee", guarantee)) {
            writer.write(0, 10);
            writer.insist();

            set("offline_mode", "ON");
            writer.write(10, 20);

            assertThatItWaits(writer, "(error 3032,", 10);
            set("offline_mode", "OFF");
            assertThatEachIsThereOnce(writer, 20);
        }
    }
}
