// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What steps make of texts that hold the value somewhere, as people's devices send them. */
class TextStepsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # numbers with a unit
            20.6 ℃           | payload from number                       | DECIMAL(5,1) | 20.6
            240 V             | payload from number                       | INT          | 240
            240V              | payload from number                       | INT          | 240
            55%               | payload from number                       | INT          | 55
            -1.5e3 W/m²       | payload from number                       | INT          | -1500
            3.2 W/m2          | payload from number                       | DECIMAL(5,1) | 3.2
            +7 km/h           | payload from number                       | INT          | 7
            −4.5 °C           | payload from number                       | DECIMAL(5,1) | -4.5
            00026.9           | payload from number                       | DECIMAL(5,1) | 26.9
            .5                | payload from number                       | DECIMAL(5,1) | 0.5
            ` 12\u00a0kWh\n` | payload from number                       | INT          | 12
            {"v":7}           | $.v from number                           | INT          | 7
            240 V             | payload from number unit 'V'              | INT          | 240
            240 mV            | payload from number unit 'V'              | INT          | the text '240 mV' has 'mV' after its number, and 'V' is expected
            240               | payload from number unit 'V'              | INT          | the text '240' has no unit, and 'V' is expected
            about 20          | payload from number                       | INT          | the text 'about 20' does not begin with a number
            ``                | payload from number                       | INT          | the text '' does not begin with a number
            NaN               | payload from number                       | DOUBLE       | the text 'NaN' does not begin with a number
            # what is not a number with a unit
            0x1F              | payload from number                       | INT          | the text '0x1F' has 'x1F' after its number, which is not a unit; where it is one, write "number unit 'x1F'"
            0xFF              | payload from number                       | INT          | the text '0xFF' has 'xFF' after its number, which is not a unit; where it is one, write "number unit 'xFF'"
            17.31;ok          | payload from number                       | DOUBLE       | the text '17.31;ok' has ';ok' after its number, which is not a unit; where it is one, write "number unit ';ok'"
            12:30             | payload from number                       | INT          | the text '12:30' has ':30' after its number, which is not a unit; where it is one, write "number unit ':30'"
            2026-11-30        | payload from number                       | INT          | the text '2026-11-30' has '-11-30' after its number, which is not a unit; where it is one, write "number unit '-11-30'"
            12h30             | payload from number                       | INT          | the text '12h30' has 'h30' after its number, which is not a unit; where it is one, write "number unit 'h30'"
            5 min 30 s        | payload from number                       | INT          | the text '5 min 30 s' has 'min 30 s' after its number, which is not a unit; where it is one, write "number unit 'min 30 s'"
            12 V;ok           | payload from number                       | DOUBLE       | the text '12 V;ok' has 'V;ok' after its number, which is not a unit; where it is one, write "number unit 'V;ok'"
            1.5 E3            | payload from number                       | DOUBLE       | the text '1.5 E3' has 'E3' after its number, which is not a unit; where it is one, write "number unit 'E3'"
            1.5D3             | payload from number                       | DOUBLE       | the text '1.5D3' has 'D3' after its number, which is not a unit; where it is one, write "number unit 'D3'"
            1.5e-             | payload from number                       | DOUBLE       | the text '1.5e-' has 'e-' after its number, which is not a unit; where it is one, write "number unit 'e-'"
            3V3               | payload from number                       | DOUBLE       | the text '3V3' has 'V3' after its number, which is not a unit; where it is one, write "number unit 'V3'"
            5h3               | payload from number                       | DOUBLE       | the text '5h3' has 'h3' after its number, which is not a unit; where it is one, write "number unit 'h3'"
            1.5k              | payload from number                       | DOUBLE       | the text '1.5k' has 'k' after its number, which is not a unit; where it is one, write "number unit 'k'"
            7pm               | payload from number                       | DOUBLE       | the text '7pm' has 'pm' after its number, which is not a unit; where it is one, write "number unit 'pm'"
            0.5..             | payload from number                       | DOUBLE       | the text '0.5..' has '..' after its number, which is not a unit; where it is one, write "number unit '..'"
            5 l/m3            | payload from number                       | INT          | 5
            12 µmol·m⁻²·s⁻¹   | payload from number                       | INT          | 12
            1500 1/min        | payload from number unit '1/min'          | INT          | 1500
            {"v":5}           | $.v from number unit 'V'                  | INT          | 5
            1'234.5           | payload from number grouped ''''          | DOUBLE       | 1234.5
            21.5*             | payload from number                       | DOUBLE       | the text '21.5*' has '*' after its number, which is not a unit; where it is one, write "number unit '*'"
            # commas and dots
            500,20            | payload from number decimal ','           | DECIMAL(9,2) | 500.20
            500,20            | payload from number                       | DECIMAL(9,2) | the text '500,20' has ',20' after its number, which is not a unit; a decimal comma is read by "number decimal ','"
            1.500,20          | payload from number decimal ','           | DECIMAL(9,2) | the text '1.500,20' has '.500,20' after its number, which is not a unit; a dot between groups of digits is read by "number decimal ',' grouped '.'"
            1.500,20 kWh      | payload from number decimal ',' grouped '.' | DECIMAL(9,2) | 1500.20
            1,234,567         | payload from number grouped ','           | INT          | 1234567
            12,34             | payload from number grouped ','           | DECIMAL(9,2) | the text '12,34' has ',34' after its number, which is not a unit; a decimal comma is read by "number decimal ','"
            1\u00a0234,5      | payload from number decimal ',' grouped ' ' | DECIMAL(9,2) | 1234.50
            # parts
            17.31;ok          | payload from split ';' 0                  | DOUBLE       | 17.31
            17.31;ok          | payload from split ';' 1                  | VARCHAR(9)   | ok
            17.31;ok          | payload from split ';' -1                 | VARCHAR(9)   | ok
            17.31;ok          | payload from split ';' 2                  | VARCHAR(9)   | –
            17.31;ok          | payload from split ';' -3 default 'x'     | VARCHAR(9)   | x
            A003,00,C1,026.9,N | payload from split ',' 3 then number     | DECIMAL(5,1) | 26.9
            A003,00,C1,026.9,N | payload from split ',' 1 then number     | INT          | 0
            a,,b              | payload from split ',' 1                  | VARCHAR(9)   | ``
            a::::b            | payload from split '::' 1                 | VARCHAR(9)   | ``
            {"s":"21.5;44;1"} | $.s from split ';' 1                      | INT          | 44
            a=1 b=2           | payload from split ' ' 1 then split '=' 1 | INT          | 2
            T=21.5 H=40       | payload from match 'T=([0-9.]+)'          | DOUBLE       | 21.5
            T=21.5 H=40       | payload from match '([TH])=([0-9.]+)' 2   | DOUBLE       | 21.5
            T=21.5 H=40       | payload from match 'H=[0-9]+'             | VARCHAR(9)   | H=40
            T=21.5 H=40       | payload from match 'P=([0-9]+)'           | INT          | –
            T=21.5 H=40       | payload from match 'P=([0-9]+)' default 0 | INT          | 0
            T=21.5            | payload from match 'T=(x)?'               | INT          | –
            # JSON within a text
            {"m":"{\\"t\\":22.9}"} | $.m from json $.t                     | DOUBLE       | 22.9
            {"m":"{\\"t\\":22.9}"} | $.m from json                         | JSON         | {"t":22.9}
            {"m":{"t":22.9}}  | $.m from json $.t                         | DOUBLE       | 22.9
            "{\\"t\\":21.5}"    | $ from json $.t                           | DOUBLE       | 21.5
            {"m":"{\\"t\\":22.9}"} | $.m from json $.x default 1           | INT          | 1
            {"m":"[1,[2]]"}   | $.m from json $[1][0]                     | INT          | 2
            {"m":"warm"}      | $.m from json $.t                         | INT          | the text is not JSON at line 1, column 1
            {"m":"[1]"}       | $.m from json $.t                         | INT          | '$.t' looks for the member 't' in an array; an element of it is written [0]
            eyJ0IjoxfQ==      | payload from base64 then json $.t         | INT          | 1
            # exact decimals
            {"raw":5123}      | $.raw then scale 0.01 then offset -40     | DECIMAL(9,2) | 11.23
            0.1               | payload then scale 3                      | DECIMAL(9,1) | 0.3
            72.5 °F           | payload from number then offset -32 then scale 0.5 | DECIMAL(9,2) | 20.25
            0x1F              | payload from hex then scale 2             | INT          | 62
            on                | payload from boolean then scale 100       | INT          | 100
            65920080          | payload from hex then epoch_s             | DATETIME     | 2024-01-01T00:00
            {"a":"3132"}      | $.a from hex then number                  | INT          | 12594
            {"a":"0X1F"}      | $.a from hex                              | INT          | 31
            x                 | 'a;b' from split ';' 1                    | VARCHAR(9)   | b
            x                 | 'on' from boolean                         | INT          | 1
            x                 | '5 V' from number                         | INT          | 5
            {"raw":1e9999}     | $.raw then offset 1                       | DOUBLE       | '1E+9999' has too many digits to calculate with
            warm              | payload then scale 2                      | INT          | the text 'warm' is not a number as JSON writes it
            warm              | payload then scale 2 on error null        | INT          | null
            {}                | $.raw then scale 2 default -1             | INT          | -1
            # times without what is finer
            {"t":"2026-11-22T10:00:12.3"} | $.t from iso8601 then truncate '1m' | DATETIME(3) | 2026-11-22T10:00
            {"t":"2026-11-22T10:44:12"}   | $.t then truncate '15m'   | DATETIME     | 2026-11-22T10:30
            {"t":1772015093}  | $.t from epoch_s then truncate '1h'       | DATETIME     | 2026-02-25T10:00
            {"t":1772015093}  | $.t from epoch_s then truncate '1d'       | DATE         | 2026-02-25
            21.5 at 10:00:12.3 | payload from match 'at (.*)' then iso8601 then truncate '1m' | TIME | PT10H
            ``                | kafka.timestamp then truncate '1m'        | DATETIME(3)  | 2026-11-22T10:00
            # a line of Influx
            weather,station=a temperature=21.5,humidity=44i 1772015004000000000 | payload from match 'humidity=([0-9]+)i' | INT | 44
            weather,station=a temperature=21.5,humidity=44i 1772015004000000000 | payload from split ' ' -1 then epoch_ns | DATETIME | 2026-02-25T10:23:24
            """)
    void reads(String payload, String expression, String type, String expected) {
        Mapping mapping = Mapping.of(
                "table=t\ncolumn.k=1\ncolumn.c=" + expression.replace("\\", "\\\\"),
                Tables.of("CREATE TABLE t (k INT, c " + type + ")"));
        String text = payload.replace("\\n", "\n").replace("\\u00a0", "\u00a0");

        assertThat(mapping.read(Records.mqtt("x", text))
                        .replaceFirst("^top level → t: k=1$", "–")
                        .replaceFirst("(?s)^top level → t: c=(.*), k=1$", "$1")
                        .replaceFirst("^! strategy 'top level', table 't', column 'c': ", ""))
                .isEqualTo(expected);
    }
}
