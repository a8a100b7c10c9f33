// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads made to break things, as columns by expressions and as fields by name: the right row, or a named error. */
class SyntheticPayloadsTest {
    private static final String NOT_TEXT = "; a column of bytes (VARBINARY, BLOB) takes them as they are, and only a"
            + " transformation or a converter before the sink can make text of them";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # numbers beyond what binary fractions hold stay exact, or are out of range
            {"n":9007199254740993}            | BIGINT                 | 9007199254740993
            {"n":9007199254740993}            | DECIMAL(20,0)          | 9007199254740993
            {"n":9007199254740993}            | VARCHAR(20)            | 9007199254740993
            {"n":18446744073709551615}        | BIGINT UNSIGNED        | 18446744073709551615
            {"n":18446744073709551616}        | BIGINT UNSIGNED        | ! '18446744073709551616' is out of range for bigint unsigned (0 to 18446744073709551615)
            {"n":18446744073709551616}        | DECIMAL(20,0)          | 18446744073709551616
            {"n":1e400}                       | DOUBLE                 | ! '1E+400' is out of range for double
            {"n":1e400}                       | DECIMAL(65,0)          | ! '1E+400' is out of range for decimal(65,0)
            {"n":1e400}                       | VARCHAR(20)            | 1E+400
            {"n":-0}                          | INT                    | 0
            {"n":0.1}                         | DECIMAL(30,25)         | 0.1000000000000000000000000
            {"n":NaN}                         | DOUBLE                 | ! the payload is not JSON at line 1, column 9
            {"n":+1}                          | DOUBLE                 | ! the payload is not JSON at line 1, column 7
            {"n":01}                          | DOUBLE                 | ! the payload is not JSON at line 1, column 7
            {"n":0x1F}                        | INT                    | ! the payload is not JSON at line 1, column 7
            # of equal names the last counts; upper and lower case, blanks and nothing are other names
            {"n":1,"n":2}                     | INT                    | 2
            {"N":1,"n":2}                     | INT                    | 2
            {"n ":1,"n":2}                    | INT                    | 2
            {"":1,"n":2}                      | INT                    | 2
            # texts
            {"n":"a\\u0000b"}                 | VARCHAR(3)             | a\0b
            {"n":"🛋️"}                        | VARCHAR(2)             | 🛋️
            {"n":"\\ud83d"}                   | VARCHAR(9)             | ! its text has half of a surrogate pair, which UTF-8 cannot write
            {"n":{"x":"\\ud83d"}}             | JSON                   | ! its text has half of a surrogate pair, which UTF-8 cannot write
            {"n":'single'}                    | TEXT                   | ! the payload is not JSON at line 1, column 6
            {"n":1,}                          | INT                    | ! the payload is not JSON at line 1, column 8
            {"n":1} {"n":2}                   | INT                    | ! the payload is not JSON: more follows the document at line 1, column 9
            [{"n":1}]                         | INT                    | ! '$.n' looks for the member 'n' in an array; an element of it is written [0]
            null                              | INT                    | ! nothing
            7                                 | INT                    | ! '$.n' looks for the member 'n' in '7'; a value alone is read by a path that ends here, or by 'payload'
            # the other kind of value
            {"n":[1,2]}                       | INT                    | ! an array is not a number
            {"n":{}}                          | DOUBLE                 | ! an object is not a number
            {"n":"12 "}                       | INT                    | 12
            {"n":true}                        | DOUBLE                 | ! 'true' is not a number; add 'from boolean' to the expression
            {"n":true}                        | INT                    | 1
            """)
    void areTheRightValueOrANamedError(String payload, String type, String expected) {
        assertThat(byExpression(payload.getBytes(StandardCharsets.UTF_8), type))
                .isEqualTo(expected.replace("\\0", "\0")
                        .replace("! nothing", "! the record has a value for none of the mapped columns"));
    }

    private static String byExpression(byte[] payload, String type) {
        return outcome("table=t\ncolumn.c=$.n", "c " + type, payload).replaceFirst("^c=", "");
    }

    private static String outcome(String options, String columns, byte[] payload) {
        return Mapping.of(options, Tables.of("CREATE TABLE t (" + columns + ")"))
                .read(Records.mqtt("x", payload))
                .replaceFirst("(?s)^top level → t: ", "")
                .replaceFirst("(?s)^! strategy 'top level', table 't'(, column '[^']*')?: ", "! ");
    }

    private static String byFields(String columns, String payload) {
        return outcome("table=t", columns, payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void asFieldsAreBoundedByTheTable() {
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(byFields("k7 INT, k9999 INT", many)).isEqualTo("k7=7, k9999=9999");
        assertThat(byFields("n INT", "{\"" + "k".repeat(65) + "\":1,\"n\":2}")).isEqualTo("n=2");
        assertThat(byFields("n INT", "{\"n\":1,\"n \":2,\"\":3}")).isEqualTo("n=1");
        assertThat(byFields("n INT", "{\"n\":1,\"n\":2}")).isEqualTo("n=2");
        assertThat(byFields("`a``b` INT, `order` INT, id INT", "{\"a`b\":1,\"order\":2,\"id\":3}"))
                .isEqualTo("a`b=1, order=2, id=3");
        assertThat(byFields("n INT", "{\"Temp\":1,\"temp\":2,\"n\":3}")).isEqualTo("n=3");
        assertThat(byFields("temp INT", "{\"Temp\":1,\"temp\":2}"))
                .isEqualTo("! the fields 'Temp' and 'temp' both go to it; exclude or rename one (fields.exclude, "
                        + "fields.rename)");
    }

    @Test
    void areStoppedByTheLimits() {
        assertThat(byExpression(bytes("{\"n\":" + "[".repeat(64) + "]".repeat(64) + "}"), "JSON"))
                .startsWith("! the payload is nested too deep at line 1, column")
                .endsWith("; json.max.depth is 64");
        assertThat(byExpression(bytes("{\"n\":" + "[".repeat(63) + "]".repeat(63) + "}"), "JSON"))
                .isEqualTo("[".repeat(63) + "]".repeat(63));
        assertThat(byExpression(bytes("{\"" + "k".repeat(50_001) + "\":1}"), "INT"))
                .startsWith("! the payload has a name of more than 50000 characters at line 1");
        assertThat(byExpression(bytes("{\"n\":" + "1".repeat(1_001) + "}"), "INT"))
                .startsWith("! the payload has a number of more than 1000 digits at line 1");
        assertThat(byExpression(bytes("{\"n\":\"" + "x".repeat(2_000_000) + "\"}"), "LONGTEXT"))
                .isEqualTo("! the payload has 2000008 bytes and json.max.bytes is 1048576");
    }

    @Test
    void areBytesWhereTheyAreNotText() {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
        byte[] gzip = {0x1F, (byte) 0x8B, 8, 0};
        byte[] zlib = {0x78, (byte) 0x9C, 0x4B};
        byte[] nul = {0};

        assertThat(byPayload(jpeg, "BLOB")).isEqualTo("c=0xffd8ffe0");
        assertThat(byPayload(gzip, "BLOB")).isEqualTo("c=0x1f8b0800");
        assertThat(byPayload(nul, "BLOB")).isEqualTo("c=0x00");
        assertThat(byPayload(jpeg, "VARCHAR(9)"))
                .isEqualTo("! its bytes are not UTF-8 text (first ill-formed byte at offset 0)" + NOT_TEXT);
        assertThat(byExpression(gzip, "INT"))
                .isEqualTo("! its bytes are not UTF-8 text (first ill-formed byte at offset 1, as of gzip,"
                        + " which payload.compression=auto reads)" + NOT_TEXT);
        assertThat(byExpression(zlib, "INT"))
                .contains("(first ill-formed byte at offset 1, as of zlib, which payload.compression=auto reads);");
        assertThat(byExpression(nul, "INT")).startsWith("! the payload is empty, so there is no '$.n'");
        assertThat(byPayload(nul, "INT")).isEqualTo("! the text '' is not a number as JSON writes it");
    }

    private static String byPayload(byte[] payload, String type) {
        return outcome("table=t\ncolumn.c=payload", "c " + type, payload);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
