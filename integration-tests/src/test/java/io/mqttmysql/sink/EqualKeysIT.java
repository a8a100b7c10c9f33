// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that differ, and that the collation of their column takes for one. */
@ExtendWith(StackExtension.class)
class EqualKeysIT {
    private static final String ON_BOTH = """
            VARCHAR(9) COLLATE utf8mb4_general_ci    | lamp | LAMP
            VARCHAR(9) CHARACTER SET gbk COLLATE gbk_chinese_ci | y | ~
            VARCHAR(9) CHARACTER SET macce COLLATE macce_general_ci | am | an
            CHAR(9) COLLATE utf8mb4_general_ci       | lamp | Lamp
            DOUBLE(6,1)                              | 1.11 | 1.14
            """;

    private static final String ON_MYSQL = """
            VARCHAR(9) COLLATE utf8mb4_lv_0900_ai_ci | i    | y
            VARCHAR(9) COLLATE utf8mb4_hu_0900_ai_ci | ggy  | gygy
            """;

    private static final String ON_MARIA_DB = """
            UUID  | 123e4567-e89b-12d3-a456-426655440000 | 123e4567e89b12d3a456426655440000
            INET6 | ::1 | 0:0:0:0:0:0:0:1
            """;

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

    /** The same where rows say something new alone: what the server takes for one key is one, whatever it looks like. */
    @Test
    void whatIsLeftOutIsOfTheVeryKey() throws SQLException {
        boolean isMariaDb = database.rows("SELECT VERSION()").get(0).contains("MariaDB");
        for (String line : (ON_BOTH + (isMariaDb ? ON_MARIA_DB : ON_MYSQL)).split("\n")) {
            String[] key = line.split("\\s*\\|\\s*");
            database.run("DROP TABLE IF EXISTS changes");
            database.run("CREATE TABLE changes (name " + key[0] + " PRIMARY KEY, t INT)");
            try (TaskUnderTest task = new TaskUnderTest(
                    database,
                    "match=home/{name}\ntable=changes\ncolumn.name={name}\ncolumn.t=$.t\ninsert.mode=upsert\n"
                            + "changed.only=true")) {
                task.put(
                        0, "home/" + key[1], "{\"t\":1}", "home/" + key[2], "{\"t\":2}", "home/" + key[1], "{\"t\":1}");
                assertThat(task.reasons()).as(line).isEmpty();
            }

            assertThat(database.rows("SELECT t FROM changes ORDER BY t"))
                    .as(line)
                    .containsExactly("1");
        }
    }
}
