// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import io.mqttmysql.sink.value.Place;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the name of a schema says of a value, and the type of a column that is made for it. */
class SemanticTypesTest {
    private static final Schema VARIABLE_SCALE_DECIMAL = SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .build();

    private static String stored(String column, Schema schema, Object value) {
        Schema row = SchemaBuilder.struct().field("c", schema).build();
        return Mapping.of("table=t", Tables.of("CREATE TABLE t (c " + column + ")"))
                .read(Records.value("x", row, new Struct(row).put("c", value)))
                .replaceFirst(".* → t: c=", "")
                .replaceFirst(".*column 'c': ", "! ");
    }

    private static Schema debezium(SchemaBuilder type, String name) {
        return type.name("io.debezium." + name).build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # times that are numbers, to columns of times
            time.Date           | 20000                | DATE         | 2024-10-04
            time.Date           | -1                   | DATETIME     | 1969-12-31T00:00
            time.Date           | 20000                | YEAR         | 2024
            time.Timestamp      | 1700000000123        | DATETIME(3)  | 2023-11-14T22:13:20.123
            time.Timestamp      | 1700000000123        | DATE         | 2023-11-14
            time.MicroTimestamp | 1700000000123456     | DATETIME(6)  | 2023-11-14T22:13:20.123456
            time.MicroTimestamp | -1                   | DATETIME(6)  | 1969-12-31T23:59:59.999999
            time.MicroTimestamp | 1700000000123456     | TIMESTAMP(3) | 2023-11-14T22:13:20.123
            time.NanoTimestamp  | 1700000000123456789  | DATETIME(6)  | 2023-11-14T22:13:20.123457
            time.Time           | 86399999             | TIME(3)      | PT23H59M59.999S
            time.MicroTime      | 3600000001           | TIME(6)      | PT1H0.000001S
            time.MicroTime      | -3600000000          | TIME         | PT-1H
            time.MicroTime      | 3020399000000        | TIME         | PT838H59M59S
            time.MicroTime      | 3020400000000        | TIME         | ! the time of 3020400 seconds is out of range for the column (838:59:59)
            time.NanoTime       | 1500                 | TIME(6)      | PT0.000002S
            time.MicroTimestamp | 9223372036825200000  | DATETIME(6)  | ! the time +294247-01-10T04:00:25.200 is out of range for the column (0001-01-01T00:00 to 9999-12-31T23:59:59); is the unit right?
            time.MicroTime      | 1                    | DATETIME     | ! '0:00:00' is a time without a date
            time.Year           | 2024                 | YEAR         | 2024
            # to any other column they are numbers, as for the other sinks
            time.MicroTimestamp | 1700000000123456     | BIGINT       | 1700000000123456
            time.Date           | 20000                | INT          | 20000
            time.Timestamp      | 1700000000123        | VARCHAR(20)  | 1700000000123
            time.MicroTime      | 7                    | DECIMAL(9,2) | 7.00
            time.Timestamp      | 17                   | JSON         | 17
            time.Timestamp      | 17                   | DOUBLE       | 17.0
            """)
    void ofNumbersThatAreTimes(String name, long number, String column, String expected) {
        assertThat(stored(column, debezium(SchemaBuilder.int64(), name), number))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            time.ZonedTimestamp | 2023-11-14T22:13:20.123456Z  | DATETIME(6)  | 2023-11-14T22:13:20.123456
            time.ZonedTimestamp | 2023-11-14T23:13:20+01:00    | TIMESTAMP    | 2023-11-14T22:13:20
            time.ZonedTime      | 22:13:20.5Z                  | TIME(3)      | PT22H13M20.5S
            time.ZonedTime      | 01:13:20+02:00               | TIME         | PT23H13M20S
            time.IsoDate        | 2023-11-14Z                  | DATE         | 2023-11-14
            time.IsoTime        | 22:13:20Z                    | TIME         | PT22H13M20S
            time.IsoTimestamp   | 2023-11-14T22:13:20.123Z     | DATETIME(3)  | 2023-11-14T22:13:20.123
            time.ZonedTimestamp | 2023-11-14T22:13:20Z         | VARCHAR(30)  | 2023-11-14T22:13:20Z
            data.Json           | {"a":1}                      | JSON         | {"a":1}
            data.Json           | {"a":1}                      | TEXT         | {"a":1}
            data.Enum           | on                           | ENUM('on')   | on
            data.EnumSet        | a,b                          | SET('a','b') | a,b
            data.Uuid           | f0                           | CHAR(36)     | f0
            """)
    void ofTexts(String name, String text, String column, String expected) {
        assertThat(stored(column, debezium(SchemaBuilder.string(), name), text)).isEqualTo(expected);
    }

    @Test
    void ofDecimalsOfAnyScaleAndOfBits() {
        Struct decimal =
                new Struct(VARIABLE_SCALE_DECIMAL).put("scale", 2).put("value", new BigInteger("-12345").toByteArray());
        assertThat(stored("DECIMAL(9,3)", VARIABLE_SCALE_DECIMAL, decimal)).isEqualTo("-123.450");
        assertThat(stored("VARCHAR(9)", VARIABLE_SCALE_DECIMAL, decimal)).isEqualTo("-123.45");
        assertThat(stored("JSON", VARIABLE_SCALE_DECIMAL, decimal)).isEqualTo("-123.45");

        Schema bits = debezium(SchemaBuilder.bytes(), "data.Bits");
        byte[] two = HexFormat.of().parseHex("0580");
        assertThat(stored("BIT(16)", bits, two)).isEqualTo("32773");
        assertThat(stored("BIGINT", bits, ByteBuffer.wrap(two))).isEqualTo("32773");
        assertThat(stored("VARBINARY(9)", bits, HexFormat.of().parseHex("010203040506070809")))
                .isEqualTo("0x010203040506070809");
    }

    @Test
    void withinJsonAreNumbersToo() {
        Schema outer = SchemaBuilder.struct().field("n", VARIABLE_SCALE_DECIMAL).build();
        Struct decimal = new Struct(VARIABLE_SCALE_DECIMAL).put("scale", 1).put("value", new byte[] {15});
        Schema row = SchemaBuilder.struct().field("c", outer).build();

        assertThat(Mapping.of("table=t\nfields.include=c", Tables.of("CREATE TABLE t (c JSON)"))
                        .read(Records.value("x", row, new Struct(row).put("c", new Struct(outer).put("n", decimal)))))
                .endsWith("c={\"n\":1.5}");
    }

    @Test
    void localTimesStayAsTheyAreWhateverTheZone() {
        Schema row = SchemaBuilder.struct()
                .field("local", debezium(SchemaBuilder.int64(), "time.Timestamp"))
                .field("instant", Timestamp.SCHEMA)
                .build();
        Struct value = new Struct(row).put("local", 0L).put("instant", new java.util.Date(0));
        Tables tables = Tables.of("CREATE TABLE t (local DATETIME, instant DATETIME)");

        assertThat(Mapping.of("table=t", tables, java.time.ZoneId.of("+02:00")).read(Records.value("x", row, value)))
                .isEqualTo("top level → t: local=1970-01-01T00:00, instant=1970-01-01T02:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INT8    | -                     | TINYINT
            INT16   | -                     | SMALLINT
            INT32   | -                     | INT
            INT64   | -                     | BIGINT
            FLOAT32 | -                     | FLOAT
            FLOAT64 | -                     | DOUBLE
            BOOLEAN | -                     | BOOLEAN
            STRING  | -                     | TEXT
            BYTES   | -                     | BLOB
            INT32   | io.debezium.time.Date | DATE
            INT32   | io.debezium.time.Time | TIME(3)
            INT64   | io.debezium.time.MicroTime | TIME(6)
            INT64   | io.debezium.time.NanoTime | TIME(6)
            INT64   | io.debezium.time.Timestamp | DATETIME(3)
            INT64   | io.debezium.time.MicroTimestamp | DATETIME(6)
            INT64   | io.debezium.time.NanoTimestamp | DATETIME(6)
            STRING  | io.debezium.time.ZonedTimestamp | DATETIME(6)
            STRING  | io.debezium.time.ZonedTime | TIME(6)
            STRING  | io.debezium.time.IsoDate | DATE
            STRING  | io.debezium.time.IsoTime | TIME(6)
            STRING  | io.debezium.time.IsoTimestamp | DATETIME(6)
            INT32   | io.debezium.time.Year | YEAR
            STRING  | io.debezium.data.Json | JSON
            STRING  | io.debezium.data.Enum | TEXT
            BYTES   | io.debezium.data.Bits | BLOB
            STRING  | of.the.person         | TEXT
            """)
    void tellTheTypeOfAColumnThatIsMade(Schema.Type type, String name, String expected) {
        assertThat(SchemaType.of(new SchemaBuilder(type)
                        .name(name.equals("-") ? null : name)
                        .build()))
                .isEqualTo(expected);
    }

    @Test
    void tellItByTheirParametersToo() {
        assertThat(List.of(
                        Decimal.schema(2),
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "10")
                                .build(),
                        Decimal.builder(40)
                                .parameter("connect.decimal.precision", "80")
                                .build(),
                        Decimal.schema(-3),
                        VARIABLE_SCALE_DECIMAL,
                        SchemaBuilder.bytes()
                                .name("io.debezium.data.Bits")
                                .parameter("length", "12")
                                .build(),
                        Time.SCHEMA,
                        Timestamp.SCHEMA,
                        org.apache.kafka.connect.data.Date.SCHEMA,
                        SchemaBuilder.array(Schema.INT8_SCHEMA).build()))
                .extracting(SchemaType::of)
                .containsExactly(
                        "DECIMAL(65,2)",
                        "DECIMAL(10,2)",
                        "DECIMAL(65,30)",
                        "DECIMAL(65,0)",
                        "DECIMAL(65,30)",
                        "BIT(12)",
                        "TIME(3)",
                        "DATETIME(3)",
                        "DATE",
                        "JSON");
    }

    @Test
    void tellTheTypesOfMappedColumnsToo() {
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.STRING_SCHEMA)
                .field("at", Timestamp.SCHEMA)
                .build();
        Struct value = new Struct(row).put("id", 1L).put("name", "a").put("at", new java.util.Date(0));
        Tables tables = Tables.of("CREATE TABLE other (c INT)");

        Mapping.of("table=t\nauto.create=true\ncolumn.a=$.id\ncolumn.b=$.name\ncolumn.c=$.at", tables)
                .map(Records.value("x", row, value));

        assertThat(tables.made())
                .singleElement()
                .asString()
                .contains("`a` BIGINT,", "`b` VARCHAR(1024),", "`c` DATETIME(3)");
    }

    @Test
    void areShortInAKey() {
        assertThat(InferredType.ofPlace(new Place(new byte[0], Schema.BYTES_SCHEMA))
                        .column("c", Need.KEY)
                        .declaration())
                .isEqualTo("VARBINARY(255)");
        assertThat(InferredType.ofPlace(new Place("", Schema.STRING_SCHEMA))
                        .column("c", Need.KEY)
                        .declaration())
                .isEqualTo("VARCHAR(190)");
    }
}
