// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without tolerance the rows before a bad one are stored only where a restart does not store them again. */
@ExtendWith(StackExtension.class)
class ToleranceNoneIT {
    @ParameterizedTest
    @CsvSource({
        "at_least_once, insert, 0", //
        "at_least_once, upsert, 2",
        "exactly_once, insert, 2",
        "exactly_once, upsert, 2"
    })
    void stopsAtTheFirstBadRecord(String guarantee, String mode, int stored, SqlServer server) throws SQLException {
        Database database = Database.on(server, "tolerance_none");
        database.run("CREATE TABLE t (n BIGINT PRIMARY KEY, word ENUM('on', 'off', 'groß'))");
        String options = """
                table=t
                column.n=kafka.offset
                column.word=payload
                pk.fields=n
                """;
        Map<String, String> others =
                Map.of("errors.tolerance", "none", "delivery.guarantee", guarantee, "insert.mode", mode);
        try (TaskUnderTest task = new TaskUnderTest(database, options, others)) {
            assertThatThrownBy(() -> task.put(0, "x", "on", "x", "off", "x", "ajar", "x", "on"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Record home-0@2")
                    .hasMessageContaining("column 'word'");

            assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(stored);
            assertThat(task.putAside()).isEmpty();
        }
        try (TaskUnderTest restarted = new TaskUnderTest(database, options, others)) {
            assertThatThrownBy(() -> restarted.put(0, "x", "on", "x", "off", "x", "ajar", "x", "on"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Record home-0@2");

            assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(stored);
        }
    }
}
