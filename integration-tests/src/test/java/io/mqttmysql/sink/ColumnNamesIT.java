// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server decides which names are one column. */
@ExtendWith(StackExtension.class)
class ColumnNamesIT {
    private static final int DUPLICATE_COLUMN = 1060;

    /** Before the first letter and after the last one that Unicode 3 does not have as capital. */
    private static final int[] EDGES = {0x21f, 0x23b, 0x386, 0x3d0, 0x3f4, 0x480, 0x4d0, 0x52e, 0x10a0, 0x1cb0, 0x1e00};

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "column_names");
    }

    @Test
    void areComparedAsTheServerComparesThem() throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection connection = database.server().connect(database.name());
                Statement statement = connection.createStatement()) {
            for (char[] pair : pairs()) {
                String name = "a" + pair[0];
                String other = "A" + pair[1];
                if (isOneColumn(statement, name, other) != ColumnName.areSame(name, other)) {
                    differences.add(Integer.toHexString(pair[0]) + " " + Integer.toHexString(pair[1]));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<char[]> pairs() {
        List<char[]> pairs = new ArrayList<>();
        for (String pair :
                List.of("İi", "ıi", "\u212ak", "\u212bå", "ſs", "σς", "ΣΣ", "äa", "ßs", "ßẞ", "ΐΐ", "ǅǆ", "Ａａ")) {
            pairs.add(pair.toCharArray());
        }
        for (int edge : EDGES) {
            for (char c = (char) edge; c < edge + 8; c++) {
                pairs.add(new char[] {c, Character.toLowerCase(c)});
                pairs.add(new char[] {c, Character.toUpperCase(c)});
            }
        }
        return pairs;
    }

    private static boolean isOneColumn(Statement statement, String name, String other) throws SQLException {
        try {
            statement.execute("CREATE TABLE pair (`" + name + "` INT, `" + other + "` INT)");
            statement.execute("DROP TABLE pair");
            return false;
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).as(name + ", " + other).isEqualTo(DUPLICATE_COLUMN);
            return true;
        }
    }

    /** None of two values is kept in silence. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"İ":1,"i":2}   | true
            {"K":1,"k":2}   | true
            {"T":1,"t":2}   | true
            {"ſ":1,"s":2}   | false
            {"σ":1,"ς":2}   | false
            {"ı":1,"i":2}   | false
            """)
    void twoFieldsForOneColumnAreAnErrorAndForTwoAreStored(String payload, boolean isError) throws SQLException {
        String options = "match=#\ntable=fields\nfields.include=*\nauto.create=true\nauto.evolve=true";
        try (TaskUnderTest task = new TaskUnderTest(database, options)) {
            task.put(0, "x", payload);

            if (isError) {
                assertThat(task.reasons()).singleElement().asString().contains("both go to it");
            } else {
                assertThat(task.reasons()).isEmpty();
                assertThat(database.number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = '"
                                + database.name() + "' AND TABLE_NAME = 'fields'"))
                        .isEqualTo(2);
            }
        }
    }
}
