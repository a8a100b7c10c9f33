// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.TableRefused;
import io.mqttmysql.sink.table.TableRefused.By;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that were made of whole numbers, and what comes to them later. */
class MadeNumbersTest {
    private static final String NUMBERS = "strategies=all\ntable=log\nfields.include=*\nauto.create=true\n";
    private static final String TO_DECIMALS = "ALTER TABLE `log` MODIFY COLUMN `a` DECIMAL(65,30)";

    private final Tables tables = Tables.of("CREATE TABLE other (a INT)");

    /** 2^53+1 is no double, and the column keeps it when a fraction comes; 2^63 and 10^30 go into it, too. */
    @Test
    void becomeDecimalsWhenAFractionComes() {
        Mapping mapping = Mapping.of(NUMBERS + "auto.evolve=true", tables);

        assertThat(mapping.read(
                                Records.mqtt("x", "{\"a\":9007199254740993,\"b\":1}"),
                                Records.mqtt("x", "{\"a\":1.0,\"b\":1e3}"),
                                Records.mqtt("x", "{\"a\":-0,\"b\":-1}"),
                                Records.mqtt("x", "{\"a\":1.5,\"b\":2}"),
                                Records.mqtt("x", "{\"a\":1000000000000000000000000000000,\"b\":3}"))
                        .lines())
                .allMatch(line -> line.startsWith("all → log: a="))
                .hasSize(5)
                .element(0)
                .isEqualTo("all → log: a=9007199254740993, b=1");
        assertThat(tables.made()).containsExactly("""
                CREATE TABLE `log` (
                  `id` BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
                  `a` BIGINT COMMENT 'whole numbers so far',
                  `b` BIGINT COMMENT 'whole numbers so far'
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4""", TO_DECIMALS);
    }

    @Test
    void becomeDecimalsWhenALargerNumberComes() {
        Mapping mapping = Mapping.of(NUMBERS + "auto.evolve=true", tables);

        assertThat(mapping.read(
                        Records.mqtt("x", "{\"a\":-1}"),
                        Records.mqtt("x", "{\"a\":9223372036854775808}"),
                        Records.mqtt("x", "{\"a\":18446744073709551616}")))
                .doesNotContain("!");
        assertThat(tables.made()).hasSize(2).last().isEqualTo(TO_DECIMALS);
    }

    @Test
    void becomeDecimalsInTwoColumnsForOneRecord() {
        Mapping mapping = Mapping.of(NUMBERS + "auto.evolve=true\nrows=$[*]", tables);

        assertThat(mapping.read(Records.mqtt("x", "[{\"a\":1,\"b\":1},{\"a\":1.5,\"b\":2.5}]")))
                .doesNotContain("!");
        assertThat(tables.made()).hasSize(3);
    }

    /** What the expression makes NULL is what no column of numbers takes. */
    @Test
    void becomeDecimalsBeforeAFractionBecomesNull() {
        String options = "table=log\ncolumn.a=$.a on error null\nauto.create=true\nauto.evolve=";

        assertThat(Mapping.of(options + "true", tables)
                        .read(
                                Records.mqtt("x", "{\"a\":1}"),
                                Records.mqtt("x", "{\"a\":\"nan\"}"),
                                Records.mqtt("x", "{\"a\":\"1.5\"}"),
                                Records.mqtt("x", "{\"a\":\"nan\"}"))
                        .lines())
                .containsExactly(
                        "top level → log: a=1",
                        "top level → log: a=null",
                        "top level → log: a=1.500000000000000000000000000000",
                        "top level → log: a=null");
        assertThat(tables.made()).hasSize(2);
        tables.create("CREATE TABLE log (a BIGINT COMMENT 'whole numbers so far')");
        assertThat(Mapping.of(options + "false", tables).read(Records.mqtt("x", "{\"a\":1.5}")))
                .isEqualTo("top level → log: a=null");
    }

    /** Nothing is changed for what is not a number, or would not fit all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "warm"  | the text 'warm' is not a number as JSON writes it
            {}      | an object is not a number
            1e40    | '1E+40' is out of range for bigint (-9223372036854775808 to 9223372036854775807)
            """)
    void stayWhatTheyAreWhereThatWouldNotHelp(String value, String reason) {
        Mapping mapping = Mapping.of("table=log\ncolumn.a=$.a\nauto.create=true\nauto.evolve=true", tables);

        assertThat(mapping.read(Records.mqtt("x", "{\"a\":1}"), Records.mqtt("x", "{\"a\":" + value + "}")))
                .isEqualTo("top level → log: a=1\n! strategy 'top level', table 'log', column 'a': " + reason);
        assertThat(tables.made()).hasSize(1);
    }

    @Test
    void stayWhatTheyAreWhereSomebodySaidSo() {
        tables.create("CREATE TABLE log (a BIGINT, b BIGINT COMMENT 'whole')");
        String options = "table=log\ncolumn.a=$.a\ncolumn.b=$.b\ncolumn.c=$.c as BIGINT\nauto.evolve=true";
        Mapping mapping = Mapping.of(options, tables);

        assertThat(mapping.read(
                        Records.mqtt("x", "{\"c\":1}"),
                        Records.mqtt("x", "{\"a\":1.5}"),
                        Records.mqtt("x", "{\"b\":1.5}"),
                        Records.mqtt("x", "{\"c\":1.5}")))
                .isEqualTo("""
                top level → log: c=1
                ! strategy 'top level', table 'log', column 'a': '1.5' is not a whole number, but the column is bigint; one of the type DOUBLE or DECIMAL takes it
                ! strategy 'top level', table 'log', column 'b': '1.5' is not a whole number, but the column is bigint; one of the type DOUBLE or DECIMAL takes it
                ! strategy 'top level', table 'log', column 'c': '1.5' is not a whole number, but the column is bigint; one of the type DOUBLE or DECIMAL takes it""");
        assertThat(tables.made()).containsExactly("ALTER TABLE `log` ADD COLUMN `c` BIGINT");
    }

    @Test
    void refuseFractionsWithoutAutoEvolve() {
        Mapping mapping = Mapping.of(NUMBERS, tables);

        assertThat(mapping.read(
                        Records.mqtt("x", "{\"a\":1,\"b\":1000000000000000000000000000000}"),
                        Records.mqtt("x", "{\"a\":1.5}"),
                        Records.mqtt("x", "{\"b\":1.5}"),
                        Records.mqtt("x", "{\"b\":1.0}")))
                .isEqualTo("""
                all → log: a=1, b=1000000000000000000000000000000
                all → log: b=1
                ! strategy 'all', table 'log', column 'a': '1.5' is not a whole number, but the column is bigint, made of whole numbers; auto.evolve=true makes it one of decimals
                ! strategy 'all', table 'log', column 'b': '1.5' is not a whole number, but the column is decimal(65,0), made of whole numbers; one of the type DECIMAL(65,30) takes it""");
    }

    @Test
    void areTheRecordsFaultWhereTheServerRefusesThem() {
        Tables refusing = Tables.of("CREATE TABLE log (a BIGINT COMMENT 'whole numbers so far')");
        refusing.refuse(new TableRefused(By.SERVER, "no more"));
        Mapping mapping = Mapping.of("table=log\ncolumn.a=$.a\nauto.evolve=true", refusing);

        assertThat(mapping.read(Records.mqtt("x", "{\"a\":1.5}")))
                .isEqualTo("! strategy 'top level', table 'log': column 'a' cannot be made one of decimals: no more");
    }
}
