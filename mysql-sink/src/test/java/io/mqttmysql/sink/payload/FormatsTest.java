// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import io.mqttmysql.sink.value.Missing;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code payload.format} lets paths find. */
class FormatsTest {
    private static final String HOSTILE = "a1,;:=&%\"\n \t";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            csv             | A003,00,C1,26.9,N          | $[3]      | DECIMAL(5,1) | 26.9
            csv             | A003,00,C1,26.9,N          | $[-1]     | VARCHAR(9)   | N
            csv             | A003,00,C1,026.9,N         | $[3] from number | DECIMAL(5,1) | 26.9
            csv             | a,b                        | $[2]      | VARCHAR(9)   | –
            csv             | a,b,                       | $[2]      | VARCHAR(9)   | null
            csv             | a,,c                       | $[1]      | INT          | null
            csv             | a,,c                       | $[1] default 7 | INT     | 7
            csv             | a," ",c                    | $[1]      | VARCHAR(9)   | ` `
            csv             | `a,b\\r\\n`                | $[1]      | VARCHAR(9)   | b
            csv             | "a,1","say ""hi"" !",x     | $[1]      | VARCHAR(10)  | say "hi" !
            csv             | "a,1","",x                 | $[1]      | VARCHAR(9)   | ``
            csv             | `"a\\nb",x`                | $[0]      | VARCHAR(9)   | `a\\nb`
            csv             | a,b                        | $         | JSON         | ["a","b"]
            csv ';'         | 17,5;ok                    | $[0] from number decimal ',' | DOUBLE | 17.5
            csv '\\t'       | `1\\t2\\t`                 | $[2]      | VARCHAR(9)   | null
            csv             | `a,b\\nc,d`                | $[0]      | VARCHAR(9)   | the payload is not one line of CSV: value $[1] ends with its line, and more lines follow; a payload is one line
            csv             | a, "b,c"                   | $[0]      | VARCHAR(9)   | the payload is not one line of CSV: value $[1] has a double quote within it; a value with quotes stands in double quotes itself
            csv             | "a                         | $[0]      | VARCHAR(9)   | the payload is not one line of CSV: value $[0] has no closing double quote
            csv             | "a"b,c                     | $[0]      | VARCHAR(9)   | the payload is not one line of CSV: value $[0] goes on after its closing double quote
            csv             | a,b                        | $.t       | VARCHAR(9)   | '$.t' looks for the member 't' in an array; an element of it is written [0]
            csv             | ` \\n`                     | $[0]      | VARCHAR(9)   | the payload is empty, so there is no '$[0]'; 'payload' reads it as it is
            csv             | a,b                        | payload   | VARCHAR(9)   | a,b
            csv             | a,b                        | payload   | JSON         | the payload is not JSON at line 1, column 1; plain text is read whole, by 'payload', and has no parts
            csv             | [1]                        | payload   | JSON         | [1]
            keyvalue        | t=21.5 h=44                | $.h       | INT          | 44
            keyvalue        | ` t=21.5   h=44 \\n`       | $.h       | INT          | 44
            keyvalue ',' ':'| `t:21.5, name: a b,`       | $.name    | VARCHAR(9)   | a b
            keyvalue ';'    | t=a=b;h=                   | $.t       | VARCHAR(9)   | a=b
            keyvalue ';'    | t=a=b;h=                   | $.h       | VARCHAR(9)   | ``
            keyvalue        | `t=21.5\\n h=44\\tx=1`     | $.h       | INT          | 44
            csv '\\t'       | `\\t\\t`                   | $[1]      | VARCHAR(9)   | null
            keyvalue        | t=21.5                     | $.x       | VARCHAR(9)   | –
            keyvalue        | t=1 h t=2                  | $.t       | INT          | the payload is not key=value: the text 'h' has no '='
            keyvalue        | t=1 t=2                    | $.t       | INT          | the payload has the key 't' twice
            keyvalue        | =2                         | $.t       | INT          | the payload is not key=value: the text '=2' has no key
            form            | t=21.5&h=44&name=Bad%20Zimmer | $.name | VARCHAR(20)  | Bad Zimmer
            form            | a=1+2&b=%C3%BC%2B          | $.b       | VARCHAR(20)  | ü+
            form            | a=1+2&b                    | $.a       | VARCHAR(20)  | 1 2
            form            | a=1+2&b                    | $.b       | VARCHAR(20)  | ``
            form            | a%20b=1                    | $['a b']  | INT          | 1
            form            | a=1&a=2                    | $.a       | INT          | the payload has the key 'a' twice
            form            | a=%4                       | $.a       | INT          | the payload is not of a form: in the text '%4' a percent sign stands without two hexadecimal digits
            form            | a=%zz                      | $.a       | INT          | the payload is not of a form: in the text '%zz' a percent sign stands without two hexadecimal digits
            json            | {"t":1}                    | $.t       | INT          | 1
            """)
    void findsTheirParts(String format, String payload, String expression, String type, String expected) {
        String text = payload.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        Mapping mapping = Mapping.of(
                "table=t\ncolumn.k=1\npayload.format=" + format + "\ncolumn.c=" + expression,
                Tables.of("CREATE TABLE t (k INT, c " + type + ")"));

        assertThat(mapping.read(Records.mqtt("x", text))
                        .replaceFirst("^top level → t: k=1$", "–")
                        .replaceFirst("(?s)^top level → t: c=(.*), k=1$", "$1")
                        .replaceFirst("^! strategy 'top level', table 't', column 'c': ", ""))
                .isEqualTo(expected.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            payload.format=xml            | payload.format | at "xml" (character 1): write one of json, csv, keyvalue, form, cbor
            payload.format=csv ';;'       | payload.format | at "';;'" (character 5): the separator is one character and not a double quote; write for example csv ';'
            payload.format=csv ; header   | payload.format | at "; header" (character 5): nothing follows here; write for example csv ';' or keyvalue ',' ':'
            payload.format=keyvalue '=' '=' | payload.format | at "'=' '='" (character 10): between entries stands another text than between key and value; write for example keyvalue ',' ':'
            payload.format=keyvalue ' ' ': ' | payload.format | between entries stands another text than between key and value
            payload.compression=gzip      | payload.compression | write one of none, auto
            """)
    void saysWhatToWrite(String option, String key, String message) {
        assertThat(Mapping.problems("table=t\ncolumn.c=payload\n" + option))
                .contains(key)
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv ';'", "keyvalue", "keyvalue ';' ':'", "form", "cbor"})
    void whateverComesIsReadOrIsABadRecord(String format) {
        Random random = new Random(1);
        PayloadFormat read = FormatParser.parse(format);
        JsonReader limits = new JsonReader(8, 1_000);
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(30)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] =
                        i % 2 == 0 ? (byte) random.nextInt() : (byte) HOSTILE.charAt(random.nextInt(HOSTILE.length()));
            }
            try {
                good += read.read(bytes, limits) == Missing.MISSING ? 0 : 1;
            } catch (BadValue e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(good).isPositive();
    }

    @Test
    void eachStrategyReadsThePayloadInItsOwnWay() {
        Mapping mapping = Mapping.of("""
                strategies=lines, documents
                strategy.lines.match=#
                strategy.lines.when=$[0] = 'A'
                strategy.lines.payload.format=csv
                strategy.lines.table=t
                strategy.lines.column.c=$[1]
                strategy.documents.match=#
                strategy.documents.table=t
                strategy.documents.column.c=$.v
                """, Tables.of("CREATE TABLE t (c INT)"));

        assertThat(mapping.read(Records.mqtt("x", "A,7"))).isEqualTo("lines → t: c=7");
        assertThat(mapping.read(Records.mqtt("x", "{\"v\":8}"))).isEqualTo("documents → t: c=8");
    }
}
