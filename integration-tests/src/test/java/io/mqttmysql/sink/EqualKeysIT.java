// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that differ, and that the collation of their column takes for one. */
@ExtendWith(StackExtension.class)
class EqualKeysIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "equal_keys");
    }

    /** Only the server knows which names are one; the last of them counts, whatever columns lie between. */
    @ParameterizedTest
    @ValueSource(strings = {"o ø", "strasse straße", "lamp Lamp", "か カ"})
    void theLastOfTwoNamesThatAreOneCounts(String names) throws SQLException {
        String one = names.split(" ")[0];
        String other = names.split(" ")[1];
        database.run(
                "CREATE TABLE folded (name VARCHAR(20) COLLATE utf8mb4_unicode_520_ci PRIMARY KEY, t INT, at BIGINT)");
        try (TaskUnderTest task = new TaskUnderTest(
                database,
                "match=home/{name}\ntable=folded\ncolumn.name={name}\ncolumn.t=$.t\ncolumn.at=$.at\n"
                        + "insert.mode=upsert")) {
            task.put(0, "home/" + one, "{\"t\":1}", "home/" + other, "{\"t\":2,\"at\":1}", "home/" + one, "{\"t\":3}");

            boolean isOne = database.number("SELECT COUNT(*) FROM folded") == 1;
            assertThat(database.rows("SELECT t FROM folded ORDER BY t"))
                    .containsExactly(isOne ? new String[] {"3"} : new String[] {"2", "3"});
        }
    }
}
