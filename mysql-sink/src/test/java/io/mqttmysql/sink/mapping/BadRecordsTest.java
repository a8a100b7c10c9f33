// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad data of every kind: one record error that names strategy, table and column where there is one, and the reason as
 * it is counted; never the whole payload. {@link SyntheticPayloadsTest} has their values in depth.
 */
class BadRecordsTest {
    private static final Tables TABLES =
            Tables.of("CREATE TABLE t (id INT UNIQUE, n INT, big BIGINT, d DOUBLE, s VARCHAR(5), at DATETIME, j JSON)");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # payload             | options                     | kind        | column | reason
            {"n": oops}           | column.n=$.n                | PAYLOAD     | n      | the payload is not JSON at line 1, column 7
            {"n":                 | column.n=$.n                | PAYLOAD     | n      | the payload is not JSON: it ends too early at line 1
            {"n":NaN}             | column.d=$.n                | PAYLOAD     | d      | the payload is not JSON at line 1, column 9
            [1,2]                 | fields.include=*            | PAYLOAD     |        | the payload is not an object, so it has no fields
            7                     | fields.include=*            | PAYLOAD     |        | the payload is not an object, so it has no fields
            {}                    | column.n=$.n                | PAYLOAD     |        | the record has a value for none of the mapped columns
            # a path that meets what it cannot lead on from; {room} alone would make a row of it
            ``                    | column.s={room} column.n=$.n | VALUE      | n      | the payload is empty, so there is no '$.n'; 'payload' reads it as it is
            ` \n`                | column.s={room} column.j=$  | VALUE       | j      | the payload is empty, so there is no '$'
            ``                    | column.s={room} fields.include=* | PAYLOAD |       | the payload is empty, so there is no '$'
            ``                    | column.s={room} column.n=@.n rows=$.r[*] | PAYLOAD | | the payload is empty, so there is no '$.r'
            42                    | column.s={room} column.n=$.n | VALUE      | n      | '$.n' looks for the member 'n' in '42'; a value alone is read by a path that ends here, or by 'payload'
            "online"              | column.s={room} column.n=$.n | VALUE      | n      | looks for the member 'n' in the text 'online'; a value alone is read by a path that ends here
            {"m":"{\\"n\\":1}"}   | column.s={room} column.n=$.m.n | VALUE    | n      | '$.m.n' looks for the member 'n' in the text '{"n":1}'; a value alone is read by a path that ends here
            {"m":false}           | column.s={room} column.n=$.m.n.o | VALUE  | n      | '$.m.n.o' looks for the member 'n' in 'false'
            []                    | column.s={room} column.n=$.n | VALUE      | n      | '$.n' looks for the member 'n' in an array; an element of it is written [0]
            {"m":{"0":1}}         | column.s={room} column.n=$.m[0] | VALUE   | n      | '$.m[0]' looks for the element 0 in an object; a member of it is written .name
            {"r":[7]}             | column.s={room} column.n=@.n rows=$.r[*] | VALUE | n | in element '0' of rows: '@.n' looks for the member 'n' in '7'
            {"r":7}               | column.s={room} column.n=@.n rows=$.r.s[*] | PAYLOAD | | '$.r.s' looks for the member 's' in '7'
            DEEP                  | column.j=$                  | PAYLOAD     | j      | json.max.depth is 64
            LONG                  | column.j=$                  | PAYLOAD     | j      | json.max.bytes is 1048576
            {"n":"Infinity"}      | column.d=$.n                | VALUE       | d      | the text 'Infinity' is not a number
            {"n":9223372036854775808} | column.big=$.n          | VALUE       | big    | out of range for bigint
            {"n":1e400}           | column.d=$.n                | VALUE       | d      | out of range for double
            {"n":"too long"}      | column.s=$.n                | VALUE       | s      | the text has 8 characters and the column takes 5
            {"n":"warm"}          | column.n=$.n                | VALUE       | n      | the text 'warm' is not a number
            {"n":{"x":1}}         | column.n=$.n                | VALUE       | n      | an object is not a number
            {"n":"yesterday"}     | column.at=$.n from iso8601  | VALUE       | at     | 'yesterday' is not a date or a time in ISO 8601
            {"n":"2026-02-30T00:00:00Z"} | column.at=$.n from iso8601 | VALUE | at     | 2026-02-30
            {"N":1,"n":2}         | fields.include=*            | VALUE       | n      | the fields 'N' and 'n' both go to it
            BYTES                 | column.s=payload            | VALUE       | s      | its bytes are not UTF-8 text
            {"n":"\\ud83d"}       | column.s=$.n                | VALUE       | s      | half of a surrogate pair
            {"id":null,"n":1}     | pk.fields=id column.id=$.id | VALUE       | id     | it is a key column and the record has no value for it
            {"n":1}               | pk.fields=id column.id=$.id | VALUE       | id     | it is a key column and the record has no value for it
            {"n":1}               | table={room} column.n=$.n   | TABLE       |        | there is no such table; its name was made from '{room}'
            """)
    void areOneErrorWithItsPlaceAndReason(
            String payload, String options, ErrantReason kind, String column, String reason) {
        String properties = "match=Home/{room}\n" + options.replaceAll(" (?=[a-z.]+=)", "\n");
        String needed = options.contains("pk.fields") ? "\ninsert.mode=upsert" : "";
        String table = options.contains("table=") ? "" : "\ntable=t";

        RecordFailure failure = Mapping.of(properties + needed + table, TABLES)
                .map(Records.mqtt("Home/bath", bytes(payload)))
                .failures()
                .get(0);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.column().orElse(null)).isEqualTo(column);
        assertThat(failure.sentence())
                .startsWith("Record home-0@42 cannot be stored: strategy 'top level'")
                .contains(reason)
                .hasSizeLessThan(300);
    }

    private static byte[] bytes(String payload) {
        return switch (payload) {
            case "BYTES" -> new byte[] {(byte) 0xff, (byte) 0xfe};
            case "DEEP" -> ("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.UTF_8);
            case "LONG" -> ("\"" + "x".repeat(1_048_576) + "\"").getBytes(StandardCharsets.UTF_8);
            default -> payload.getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Protocol buffers look like bad JSON to whoever does not know them. */
    @Test
    void saysWhatSparkplugIs() {
        Mapping mapping = Mapping.of("match=#\ntable=t\ncolumn.d=$.metrics", TABLES);
        byte[] birth = {0x08, (byte) 0xC4, (byte) 0x89, (byte) 0x89, (byte) 0x83, (byte) 0xD3, 0x30, 0x12, 0x17};

        assertThat(mapping.map(Records.mqtt("spBv1.0/plant/DDATA/edge/pump", birth))
                        .failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.sentence())
                        .endsWith(". Topics of spBv1.0 carry Sparkplug B, which the sink does not read yet: let a"
                                + " Sparkplug client publish JSON, or store the bytes by column.<name>=payload"));
        assertThat(mapping.map(Records.mqtt("plant/DDATA/edge/pump", birth)).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.sentence()).doesNotContain("Sparkplug"));
    }
}
