// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The keys of tables that the sink makes. */
@ExtendWith(StackExtension.class)
class MadeKeysIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "made_keys");
    }

    /** What differs by a blank, an accent or how it is composed is no one row, for its deletion neither. */
    @Test
    void takeNoTwoTextsForOne() throws SQLException {
        String options = "match=home/{room}\ntable=rooms\npk.fields=room\ncolumn.room={room}\ncolumn.n=$.n as INT\n"
                + "insert.mode=upsert\ndelete.enabled=true\nauto.create=true";
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(
                    0,
                    "home/lamp",
                    "{\"n\":1}",
                    "home/lamp ",
                    "{\"n\":2}",
                    "home/K\u00fcche",
                    "{\"n\":3}",
                    "home/Ku\u0308che",
                    "{\"n\":4}",
                    "home/Kuche",
                    "{\"n\":5}",
                    "home/lamp ",
                    null);

            assertThat(task.putAside()).isEmpty();
            assertThat(database.rows("SELECT n FROM rooms ORDER BY n")).containsExactly("1", "3", "4", "5");
        }
    }
}
