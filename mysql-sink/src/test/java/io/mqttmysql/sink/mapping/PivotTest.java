// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code column.{capture}}: a level of the topic names the column. */
class PivotTest {
    private static final String PIVOT = """
            match=sensors/{device}/{what}
            table=machines
            insert.mode=upsert
            column.device={device}
            column.{what}=payload
            """;

    private static final String TABLE =
            "CREATE TABLE machines (device VARCHAR(20) COLLATE utf8mb4_0900_bin PRIMARY KEY,"
                    + " rpm DOUBLE, amps DECIMAL(5,2), number INT AUTO_INCREMENT UNIQUE, twice DOUBLE AS (rpm * 2))";

    private final Tables tables = Tables.of(TABLE);

    private String read(String topic, String payload) {
        return Mapping.of(PIVOT, tables).read(Records.mqtt(topic, payload));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sensors/d5/rpm     | 45.0 | top level → machines: device=d5, rpm=45.0
            sensors/d5/amps    | 1.25 | top level → machines: device=d5, amps=1.25
            sensors/d5/RPM     | 45.0 | top level → machines: device=d5, rpm=45.0
            sensors/d5/rpm     | fast | ! strategy 'top level', table 'machines', column 'rpm': the text 'fast' is not a number as JSON writes it
            # what a topic may not name
            sensors/d5/volt    | 230  | ! strategy 'top level', table 'machines': the record's topic names the column 'volt', and the table has no column for it
            sensors/d5/device  | x    | ! strategy 'top level', table 'machines': {what} is 'device', a column that column.device has already
            sensors/d5/Device  | x    | ! strategy 'top level', table 'machines': {what} is 'Device', a column that column.device has already
            sensors/d5/number  | 7    | ! strategy 'top level', table 'machines': the record's topic names the column 'number', and the server fills that column
            sensors/d5/twice   | 7    | ! strategy 'top level', table 'machines': the record's topic names the column 'twice', and the server fills that column
            sensors/d5/a\\b    | 7    | ! strategy 'top level', table 'machines': {what} is 'a\\b', which cannot be a column's name
            sensors/d5/`; DROP | 7    | ! strategy 'top level', table 'machines': the record's topic names the column '`; DROP', and the table has no column for it
            sensors/d5/        | 7    | ! strategy 'top level', table 'machines': {what} is '', which cannot be a column's name
            """)
    void theCaptureNamesTheColumn(String topic, String payload, String expected) {
        assertThat(read(topic, payload)).isEqualTo(expected);
    }

    @Test
    void aKeyColumnThatIsNotMappedIsNoneToName() {
        Mapping mapping = Mapping.of(
                "match=sensors/{device}/{what}\ntable=log\ncolumn.{what}=payload",
                Tables.of("CREATE TABLE log (id INT DEFAULT 0 PRIMARY KEY, rpm DOUBLE)"));

        assertThat(mapping.read(Records.mqtt("sensors/d5/rpm", "1"))).isEqualTo("top level → log: rpm=1.0");
        assertThat(mapping.read(Records.mqtt("sensors/d5/id", "1"))).endsWith("'id', and that is a key column");
    }

    @Test
    void aStrategyMayHaveStepsAndOtherColumnsBeside() {
        Mapping mapping = Mapping.of(
                "strategies=m\nstrategy.m.match=sensors/{what}\nstrategy.m.table=t\nstrategy.m.column.minute=kafka.timestamp"
                        + " then truncate '1m'\nstrategy.m.column.{what}=payload from number then scale 0.1",
                Tables.of("CREATE TABLE t (minute DATETIME, rpm DOUBLE)"));

        assertThat(mapping.read(Records.mqtt("sensors/rpm", "45 rpm")))
                .isEqualTo("m → t: minute=2026-11-22T10:00, rpm=4.5");
    }

    @Test
    void rowsOfOneColumnShareTheirShape() {
        Mapping mapping = Mapping.of(PIVOT, tables);
        List<Row> rows = mapping.map(
                        Records.mqtt("sensors/d5/rpm", "1"),
                        Records.mqtt("sensors/d6/rpm", "2"),
                        Records.mqtt("sensors/d6/amps", "3"))
                .rows();

        assertThat(rows.get(0).shape())
                .isSameAs(rows.get(1).shape())
                .isNotSameAs(rows.get(2).shape());
    }

    @Test
    void theTableGetsTheColumnWhereItMay() {
        Mapping mapping = Mapping.of(PIVOT + "auto.evolve=true", tables);

        assertThat(mapping.read(Records.mqtt("sensors/d5/volt", "230.5")))
                .isEqualTo("top level → machines: device=d5, volt=230.5");
        assertThat(tables.made()).containsExactly("ALTER TABLE `machines` ADD COLUMN `volt` DOUBLE");
    }

    @Test
    void theTableIsMadeOfTheFirstRecord() {
        Mapping mapping = Mapping.of(
                PIVOT + "pk.fields=device\nauto.create=true\nauto.evolve=true",
                Tables.of("CREATE TABLE other (a INT)"));

        assertThat(mapping.read(Records.mqtt("sensors/d5/rpm", "45.5")))
                .isEqualTo("top level → machines: device=d5, rpm=45.5");
        assertThat(mapping.read(Records.mqtt("sensors/d5/state", "on")))
                .isEqualTo("top level → machines: device=d5, state=on");
    }

    @Test
    void aTableThatDoesNotFitAtAllIsAFaultOfTheConfiguration() {
        assertThatThrownBy(() -> Mapping.of(PIVOT, Tables.of("CREATE TABLE machines (name INT PRIMARY KEY, rpm INT)"))
                        .map(Records.mqtt("sensors/d5/rpm", "1")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("it has no column 'device'");
    }

    /** No topic stops the task: others may fit. */
    @Test
    void aTableThatNeedsAnotherColumnIsAFaultOfTheRecord() {
        Mapping mapping = Mapping.of(
                PIVOT, Tables.of("CREATE TABLE machines (device VARCHAR(20) PRIMARY KEY, rpm INT NOT NULL, amps INT)"));

        assertThat(mapping.read(Records.mqtt("sensors/d5/rpm", "1")))
                .isEqualTo("top level → machines: device=d5, rpm=1");
        assertThat(mapping.read(Records.mqtt("sensors/d5/amps", "1")))
                .startsWith(
                        "! strategy 'top level', table 'machines': with the column amps, which the record's topic"
                                + " names, the strategy does not fit this table: its column 'rpm' is NOT NULL without a default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            match=a/{x};column.{y}=payload   | column.{y} = 'payload': {y} is not captured by the filter 'a/{x}' of match; there are: x
            table=t;column.{y}=payload       | column.{y} = 'payload': {y} is captured by no filter, as match is not set; set it, for example to Home/{y}/#
            match=a/{x};column.{x}=payload;delete.enabled=true | delete.enabled = 'true': a message without payload would delete the row of all topics, and {x} names one column; remove it, or let a strategy of its own delete rows
            match=a/{x};column.in_{x}=payload | column.in_{x}: a capture that names a column stands alone: write column.{name}; text around it is not understood
            """)
    void saysWhatToWrite(String properties, String problem) {
        assertThat(Mapping.problems("table=t\n" + properties.replace(";", "\n")))
                .isEqualTo(problem);
    }

    @Test
    void tryShowsTheColumn() {
        assertThat(Mapping.of(PIVOT, tables).tried(Records.mqtt("sensors/d5/rpm", "45")))
                .containsExactly("top level → machines: device=d5, rpm=45.0");
    }
}
