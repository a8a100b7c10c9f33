// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers in columns that auto.create and auto.evolve make, and in columns of DOUBLE: no digit changes in silence. */
@ExtendWith(StackExtension.class)
class MadeNumbersIT {
    private static final String FIELDS = "strategies=all\ntable=numbers\nfields.include=*\nauto.create=true\n";

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "made_numbers");
    }

    @Test
    void wholeNumbersKeepTheirDigits() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, FIELDS)) {
            task.put(0, "x", """
                    {"a":9007199254740993,"b":-9223372036854775808,"c":9223372036854775808,"d":18446744073709551615,
                     "e":18446744073709551616,"f":1000000000000000000000000000000,"g":1,"h":-0,
                     "i":1.5,"j":1.0,"k":1e3}""");

            assertThat(task.reasons()).isEmpty();
        }
        assertThat(types())
                .containsExactly(
                        "a bigint",
                        "b bigint",
                        "c bigint unsigned",
                        "d bigint unsigned",
                        "e decimal(65,0)",
                        "f decimal(65,0)",
                        "g bigint",
                        "h bigint",
                        "i double",
                        "id bigint unsigned",
                        "j double",
                        "k double");
        assertThat(database.rows("SELECT a, b, c, d, e, f, g, h, i = 1.5, j = 1, k = 1000 FROM numbers"))
                .containsExactly("9007199254740993 -9223372036854775808 9223372036854775808 18446744073709551615"
                        + " 18446744073709551616 1000000000000000000000000000000 1 0 1 1 1");
    }

    private List<String> types() throws SQLException {
        return database
                .rows("SELECT COLUMN_NAME, COLUMN_TYPE FROM INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE TABLE_SCHEMA = 'made_numbers' AND TABLE_NAME = 'numbers' ORDER BY COLUMN_NAME")
                .stream()
                .map(row -> row.replaceFirst("\\bbigint\\(\\d+\\)", "bigint")) // MariaDB has display widths
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void aFractionChangesNoDigitOfWhatIsThere(String guarantee) throws SQLException {
        Map<String, String> settings = Map.of("delivery.guarantee", guarantee, "auto.evolve", "true");
        List<String> numbers = List.of(
                "9007199254740993",
                "1",
                "1.0",
                "1e3",
                "-0",
                "1.5",
                "0.30000000000000004",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616",
                "1000000000000000000000000000000");
        try (TaskUnderTest task = new TaskUnderTest(database, FIELDS, settings)) {
            List<String> delivery = new ArrayList<>();
            numbers.forEach(number -> delivery.addAll(List.of("x", "{\"a\":" + number + "}")));
            task.put(0, delivery.toArray(String[]::new));

            assertThat(task.reasons()).isEmpty();
        }
        assertThat(types()).contains("a decimal(65,30)");
        assertThat(database.rows("SELECT a FROM numbers ORDER BY id").stream().map(BigDecimal::new))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyElementsOf(numbers.stream().map(BigDecimal::new).toList());
    }

    @Test
    void aColumnThatSomebodyTookOverStaysAsItIs() throws SQLException {
        try (TaskUnderTest task = new TaskUnderTest(database, FIELDS, Map.of("auto.evolve", "true"))) {
            task.put(0, "x", "{\"a\":1}");
            database.run("ALTER TABLE numbers MODIFY a BIGINT");
            task.put(1, "x", "{\"a\":1.5}", "x", "{\"a\":2}");

            assertThat(task.putAside()).containsExactly(1L);
            assertThat(task.reasons().get(0)).contains("is not a whole number, but the column is bigint");
        }
        assertThat(types()).contains("a bigint");
        assertThat(database.rows("SELECT a FROM numbers ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void aDoubleColumnRefusesAWholeNumberThatItWouldChange() throws SQLException {
        database.run("CREATE TABLE numbers (a DOUBLE, b FLOAT)");
        try (TaskUnderTest task = new TaskUnderTest(database, "table=numbers\ncolumn.a=$.a\ncolumn.b=$.b")) {
            task.put(
                    0,
                    "x",
                    "{\"a\":9007199254740993}",
                    "x",
                    "{\"a\":9007199254740992}",
                    "x",
                    "{\"a\":1000000000000000000000000000000}",
                    "x",
                    "{\"b\":16777217}",
                    "x",
                    "{\"b\":16777216}");

            assertThat(task.putAside()).containsExactly(0L, 3L);
            assertThat(task.reasons().get(0))
                    .endsWith("'9007199254740993' is a whole number with more digits than double has; a column of the"
                            + " type BIGINT keeps it");
        }
        assertThat(database.number("SELECT COUNT(*) FROM numbers WHERE a = 9007199254740992"))
                .isEqualTo(1);
        assertThat(database.number("SELECT COUNT(*) FROM numbers WHERE a = 1e30 OR b = 16777216"))
                .isEqualTo(2);
    }
}
