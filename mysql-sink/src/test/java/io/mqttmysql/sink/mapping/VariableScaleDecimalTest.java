// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Structs that are named as Debezium's decimals; with JSON schemas the sender writes the name, so it promises nothing.
 */
class VariableScaleDecimalTest {
    private static final String NAME = "io.debezium.data.VariableScaleDecimal";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # scale      | value | in DECIMAL(9,3)                                    | in JSON
            2            | 3039  | 123.450                                            | 123.45
            2            | ''    | ! the decimal has no value                         | ! the decimal has no value
            2            |       | ! the decimal has no value                         | ! the decimal has no value
                         | 07    | ! the decimal has no scale                         | ! the decimal has no scale
            -2147483648  | 07    | ! '7E+2147483648' is out of range for decimal(9,3) | ! '7E+2147483648' is beyond what a JSON column of MySQL holds, about 1.8e308
            2147483647   | 07    | 0.000                                              | 7E-2147483647
            """)
    void areNumbersWhereNothingIsMissing(Integer scale, String value, String number, String json) {
        Schema schema = schema(Schema.Type.INT32, Schema.Type.BYTES);
        Struct struct = new Struct(schema).put("scale", scale).put("value", value == null ? null : bytes(value));

        assertThat(stored("DECIMAL(9,3)", struct)).isEqualTo(number);
        assertThat(stored("JSON", struct)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INT32 |        | {"scale":null}
                  | BYTES  | {"value":null}
                  |        | {}
            INT32 | STRING | {"scale":null,"value":null}
            INT64 | BYTES  | {"scale":null,"value":null}
            """)
    void areObjectsWhereTheFieldsAreOthers(Schema.Type scale, Schema.Type value, String json) {
        Struct struct = new Struct(schema(scale, value));

        assertThat(stored("DECIMAL(9,3)", struct)).isEqualTo("! an object is not a number");
        assertThat(stored("JSON", struct)).isEqualTo(json);
    }

    @Test
    void haveNoMoreDigitsThanAnyNumber() {
        Schema schema = schema(Schema.Type.INT32, Schema.Type.BYTES);

        assertThat(stored("JSON", new Struct(schema).put("scale", 0).put("value", new byte[416])))
                .isEqualTo("0");
        assertThat(stored("JSON", new Struct(schema).put("scale", 0).put("value", new byte[417])))
                .isEqualTo("! the decimal's value has 417 bytes, more than a number may have");
    }

    /** The whole record's value is such a Struct. */
    @Test
    void areRowsWhereTheFieldsAreOthers() {
        Struct struct = new Struct(schema(null, null));

        assertThat(Mapping.of("table=t", Tables.of("CREATE TABLE t (c INT)"))
                        .read(Records.value("x", struct.schema(), struct)))
                .endsWith("the record has a value for none of the mapped columns");
    }

    private static Schema schema(Schema.Type scale, Schema.Type value) {
        SchemaBuilder builder = SchemaBuilder.struct().name(NAME);
        if (scale != null) {
            builder.field("scale", SchemaBuilder.type(scale).optional().build());
        }
        if (value != null) {
            builder.field("value", SchemaBuilder.type(value).optional().build());
        }
        return builder.build();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String stored(String column, Struct value) {
        Schema row = SchemaBuilder.struct().field("c", value.schema()).build();
        SinkRecord record = Records.value("x", row, new Struct(row).put("c", value));
        return Mapping.of("table=t\ncolumn.c=$.c", Tables.of("CREATE TABLE t (c " + column + ")"))
                .read(record)
                .replaceFirst(".* → t: c=", "")
                .replaceFirst(".*column 'c': ", "! ");
    }
}
