// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code payload.format=cbor}, with documents as RFC 8949 (appendix A) encodes them. */
class CborTest {
    private static String read(String expression, String type, byte[] payload) {
        return Mapping.of(
                        "table=t\npayload.format=cbor\ncolumn.k=1\ncolumn.c=" + expression,
                        Tables.of("CREATE TABLE t (k INT, c " + type + ")"))
                .read(Records.mqtt("x", payload))
                .replaceFirst("^top level → t: k=1$", "–")
                .replaceFirst("^top level → t: c=(.*), k=1$", "$1")
                .replaceFirst("^! strategy 'top level', table 't', column 'c': ", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # {"t":21.5,"n":7,"b":h'00ff'}, the number with half, single and double precision
            A36174F94D60616E07616242 00FF             | $.t | DOUBLE         | 21.5
            A36174FA41AC0000616E07616242 00FF         | $.t | DOUBLE         | 21.5
            A36174FB4035800000000000616E0761624200FF  | $.t | DECIMAL(5,1)   | 21.5
            A36174F94D60616E0761624200FF              | $.n | INT            | 7
            A36174F94D60616E0761624200FF              | $.b | VARBINARY(9)   | 0x00ff
            A36174F94D60616E0761624200FF              | $   | JSON           | {"t":21.5,"n":7,"b":"AP8="}
            A36174F94D60616E0761624200FF              | payload | VARBINARY(20) | 0xa36174f94d60616e0761624200ff
            # others
            FA3F8CCCCD                                | $   | DOUBLE         | 1.1
            1BFFFFFFFFFFFFFFFF                        | $   | BIGINT UNSIGNED| 18446744073709551615
            C249010000000000000000                    | $   | DECIMAL(30,0)  | 18446744073709551616
            3903E7                                    | $   | INT            | -1000
            F5                                        | $   | BOOLEAN        | 1
            F6                                        | $   | INT            | null
            F7                                        | $   | INT            | null
            62C3BC                                    | $   | VARCHAR(9)     | ü
            9F018202039F0405FFFF                      | $[1][1] | INT        | 3
            A201020304                                | $['3'] | INT         | 4
            C074323031332D30332D32315432303A30343A30305A | $ | DATETIME      | 2013-03-21T20:04
            C11A514B67B0                              | $ from epoch_s | DATETIME | 2013-03-21T20:04
            A26174F97E00616E07                        | $.n | INT            | 7
            # what is none
            FB7FF8000000000000                        | $   | DOUBLE         | NaN is not a number that MySQL can hold
            A36174F94D60616E07                        | $.t | DOUBLE         | the payload is not CBOR: it ends too early at byte 9
            0102                                      | $   | INT            | the payload is not CBOR: more follows the document at byte 1
            C6                                        | $   | INT            | the payload is not CBOR: it ends too early at byte 1
            1C                                        | $   | INT            | the payload is not CBOR at byte 1
            """)
    void readsDocuments(String hex, String expression, String type, String expected) {
        assertThat(read(expression, type, HexFormat.of().parseHex(hex.replace(" ", ""))))
                .isEqualTo(expected);
    }

    @Test
    void theLimitsOfJsonHold() {
        byte[] deep = new byte[10_000];
        java.util.Arrays.fill(deep, (byte) 0x81);
        byte[] promise = HexFormat.of().parseHex("5B7FFFFFFFFFFFFFFF00");
        byte[] many = HexFormat.of().parseHex("9B7FFFFFFFFFFFFFFF00");

        assertThat(read("$", "JSON", deep))
                .startsWith("the payload is nested too deep")
                .endsWith("json.max.depth is 64");
        assertThat(read("$", "BLOB", promise)).startsWith("the payload");
        assertThat(read("$", "JSON", many)).startsWith("the payload");
    }

    @Test
    void textIsNoCbor() {
        Mapping mapping =
                Mapping.of("table=t\npayload.format=cbor\ncolumn.c=$.t", Tables.of("CREATE TABLE t (c DOUBLE)"));

        assertThat(mapping.read(Records.value("x", Schema.STRING_SCHEMA, "{}")))
                .isEqualTo(
                        "! strategy 'top level', table 't', column 'c': the payload came as text, and CBOR is bytes; set"
                                + " value.converter to org.apache.kafka.connect.converters.ByteArrayConverter");
    }
}
