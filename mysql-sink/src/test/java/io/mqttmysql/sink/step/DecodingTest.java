// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code from} makes of a value, and what {@code on error null} and {@code default} do about it. */
class DecodingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # patterns: strict, names in English and any case; a date or a time alone
            24.12.2026 18:30        | payload from pattern 'dd.MM.yyyy HH:mm'                   | DATETIME    | 2026-12-24T18:30
            ` 24.12.2026 18:30\n`   | payload from pattern 'dd.MM.yyyy HH:mm' in Europe/Berlin  | DATETIME    | 2026-12-24T17:30
            24.12.2026 18:30 +02:00 | payload from pattern 'dd.MM.yyyy HH:mm xxx' in UTC        | DATETIME    | 2026-12-24T16:30
            dec 4, 2026             | payload from pattern 'MMM d, uuuu'                        | DATE        | 2026-12-04
            6:05 pm                 | payload from pattern 'h:mm a'                             | TIME        | PT18H5M
            {"d":20261224}          | $.d from pattern 'yyyyMMdd'                               | DATE        | 2026-12-24
            31.02.2026              | payload from pattern 'dd.MM.yyyy'                         | DATE        | the text '31.02.2026' is not a time as the pattern 'dd.MM.yyyy' has it
            1709970594              | payload from pattern 'dd.MM.yyyy'                         | DATE        | the text '1709970594' is not a time as the pattern 'dd.MM.yyyy' has it; 'from epoch_s', 'from epoch_ms', 'from epoch_us' or 'from epoch_ns' reads numbers that count since 1970
            tomorrow                | payload from pattern 'dd.MM.yyyy'                         | DATE        | the text 'tomorrow' is not a time as the pattern 'dd.MM.yyyy' has it
            # bytes in text
            aGVsbG8=                | payload from base64                                       | VARCHAR(9)  | hello
            `aGVs\nbG8=`           | payload from base64                                       | VARCHAR(9)  | hello
            {"a":"_-8"}             | $.a from base64                                           | VARBINARY(2)| 0xffef
            ?                       | payload from base64                                       | BLOB        | the text '?' is not base64
            0x7028D2                | payload from hex                                          | VARBINARY(3)| 0x7028d2
            45:e1:74:12:6e:00       | payload from hex                                          | BINARY(6)   | 0x45e174126e00
            7c-c6 b6                | payload from hex                                          | BINARY(3)   | 0x7cc6b6
            0xabc                   | payload from hex                                          | VARBINARY(3)| the text '0xabc' is not made of pairs of hexadecimal digits
            # whole pairs only, with separators of one kind between them
            -0a                     | payload from hex                                          | INT         | the text '-0a' is not made of pairs of hexadecimal digits
            ``                      | payload from hex                                          | INT         | the text '' is not made of pairs of hexadecimal digits
            0x                      | payload from hex                                          | INT         | the text '0x' is not made of pairs of hexadecimal digits
            1 0                     | payload from hex                                          | INT         | the text '1 0' is not made of pairs of hexadecimal digits
            8-0                     | payload from hex                                          | INT         | the text '8-0' is not made of pairs of hexadecimal digits
            0:1b:63:84:5:e6         | payload from hex                                          | BINARY(6)   | the text '0:1b:63:84:5:e6' is not made of pairs of hexadecimal digits
            0a-                     | payload from hex                                          | INT         | the text '0a-' is not made of pairs of hexadecimal digits
            0a::0b                  | payload from hex                                          | BLOB        | the text '0a::0b' is not made of pairs of hexadecimal digits
            0x0a:0b                 | payload from hex                                          | VARBINARY(2)| 0x0a0b
            # texts go to words, numbers do not
            ON                      | payload                                                   | ENUM('OFF','ON') | ON
            1                       | payload                                                   | ENUM('OFF','ON') | the text '1' is a number, and the column takes one of its words; say which number is which word by 'from map'
            ` +0 `                  | payload                                                   | ENUM('OFF','ON') | the text ' +0 ' is a number, and the column takes one of its words; say which number is which word by 'from map'
            3                       | payload                                                   | SET('a','b') | the text '3' is a number, and the column takes one of its words; say which number is which word by 'from map'
            {"e":1}                 | $.e                                                       | ENUM('OFF','ON') | '1' is a number, and the column takes one of its words; say which number is which word by 'from map'
            {"e":1.0}               | $.e                                                       | SET('a','b') | '1.0' is a number, and the column takes one of its words; say which number is which word by 'from map'
            {"e":"2"}               | $.e                                                       | ENUM('1','2') | 2
            1                       | payload from map '1'='ON'                                 | ENUM('OFF','ON') | ON
            # words go to numbers of every type
            on                      | payload from boolean                                      | DOUBLE      | 1.0
            off                     | payload from boolean                                      | DECIMAL(4,1)| 0.0
            on                      | payload from boolean                                      | BIT(1)      | 1
            on                      | payload from boolean                                      | VARCHAR(5)  | true
            # one number, the first byte the highest
            0x1F                    | payload from hex                                          | INT         | 31
            31                      | payload from hex                                          | TINYINT     | 49
            ff:ff:ff:ff:ff:ff:ff:ff | payload from hex                                          | BIGINT UNSIGNED | 18446744073709551615
            0x0100                  | payload from hex                                          | TINYINT UNSIGNED | '256' is out of range for tinyint unsigned (0 to 255)
            0x1F                    | payload from hex                                          | DOUBLE      | 31.0
            0x1F                    | payload from hex                                          | BIT(8)      | 31
            xyz                     | payload from hex default 7                                | INT         | the text 'xyz' is not made of pairs of hexadecimal digits
            abc                     | payload from hex                                          | BLOB        | the text 'abc' is not made of pairs of hexadecimal digits
            # words
            ON                      | payload from boolean                                      | BOOLEAN     | 1
            ` closed\n`             | payload from boolean                                      | BOOLEAN     | 0
            {"a":"Online"}          | $.a from boolean                                          | BIT(1)      | 1
            {"a":0}                 | $.a from boolean                                          | BOOLEAN     | 0
            {"a":false}             | $.a from boolean 'up' 'down'                              | BOOLEAN     | 0
            UP                      | payload from boolean 'up' 'down'                          | BOOLEAN     | 1
            on                      | payload from boolean 'up' 'down'                          | BOOLEAN     | the text 'on' is not one of the words for true and false
            2                       | payload from boolean                                      | BOOLEAN     | the text '2' is not one of the words for true and false
            yes                     | payload from boolean                                      | VARCHAR(5)  | true
            # maps
            ok                      | payload from map 'ok'=0, 'low'=1                          | INT         | 0
            {"a":"low"}             | $.a from map 'ok'=0, 'low'=1                              | INT         | 1
            {"a":7}                 | $.a from map '7'='seven'                                  | VARCHAR(9)  | seven
            OK                      | payload from map 'ok'=0                                   | INT         | the text 'OK' is not one of the texts that 'map' knows
            gone                    | payload from map 'gone'=null                              | INT         | null
            gone                    | payload from map 'gone'=null default -1                   | INT         | -1
            # a default is what the column is to hold, in the end
            {}                      | $.a from map 'ok'=0 default 9                             | INT         | 9
            {}                      | $.a from boolean default false                            | BOOLEAN     | 0
            {}                      | $.a from epoch_s default 0                                | DATETIME    | 1970-01-01T00:00
            # on error null
            nan                     | payload on error null                                     | DOUBLE      | null
            21,5                    | payload default 0 on error null                           | DOUBLE      | null
            not json                | $.a on error null                                         | DOUBLE      | null
            {}                      | $.a default 0 on error null                               | DOUBLE      | 0.0
            maybe                   | payload from boolean on error null                        | BOOLEAN     | null
            {"a":300}               | $.a on error null                                         | TINYINT     | null
            # an encoded document is not the payload as it came
            eyJhIjoxfQ==            | payload from base64                                       | JSON        | "{\\"a\\":1}"
            """)
    void decodes(String payload, String expression, String type, String expected) {
        Mapping mapping = mapping(expression, type);
        assertThat(mapping.read(Records.mqtt("x", payload.replace("\\n", "\n")))
                        .replaceFirst("(?s)^top level → t: c=", "")
                        .replaceFirst("(?s)^! strategy 'top level', table 't', column 'c': ", ""))
                .isEqualTo(expected);
    }

    private static Mapping mapping(String expression, String type) {
        return Mapping.of("table=t\ncolumn.c=" + expression, Tables.of("CREATE TABLE t (c " + type + ")"));
    }

    @Test
    void aColumnThatCannotBeNullDoesNotGoWithOnErrorNull() {
        assertThatThrownBy(
                        () -> mapping("payload on error null", "INT NOT NULL").map(Records.mqtt("x", "1")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessage(
                        "Strategy 'top level' does not fit table 't': column 'c' is NOT NULL, which does not go with "
                                + "'payload on error null'; let the column be NULL, or take 'on error null' away");
    }

    @Test
    void anErrorThatIsNullIsStillNoKey() {
        Mapping mapping = Mapping.of(
                "table=t\ninsert.mode=upsert\npk.fields=c\ncolumn.c=payload on error null",
                Tables.of("CREATE TABLE t (c INT UNIQUE)"));

        assertThat(mapping.read(Records.mqtt("x", "nan")))
                .endsWith("it is a key column and the record has no value for it");
    }
}
