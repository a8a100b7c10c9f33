// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.convert.Conversions;
import io.mqttmysql.sink.convert.ConversionsTest;
import io.mqttmysql.sink.expression.ColumnExpression;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.StepContext;
import io.mqttmysql.sink.step.Steps;
import io.mqttmysql.sink.testing.Tables;
import io.mqttmysql.sink.value.BadValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeConversionsTest {
    private static Object convert(String zone, String type, String from, Object value) {
        Steps steps = ColumnExpression.parse("$ " + from).steps();
        LocalClock clock = LocalClock.silent(steps.localTimes(), ZoneId.of(zone));
        Object decoded = steps.ofLiteral(value, new StepContext(text -> text, clock, null));
        return Conversions.to(Tables.column(type), clock).convert(decoded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # epoch, whole, with fraction, as text
            DATETIME     | from epoch_s  | 1577836800          | 2020-01-01T00:00
            DATETIME(3)  | from epoch_s  | 1772015093.26       | 2026-02-25T10:24:53.260
            DATETIME(3)  | from epoch_s  | '1772015093.26'     | 2026-02-25T10:24:53.260
            DATETIME(3)  | from epoch_ms | 1577836800123       | 2020-01-01T00:00:00.123
            DATETIME(6)  | from epoch_us | 1577836800123456    | 2020-01-01T00:00:00.123456
            DATETIME(6)  | from epoch_us | 1577836800123456.7  | 2020-01-01T00:00:00.123457
            DATETIME(6)  | from epoch_ns | 1577836800123456789 | 2020-01-01T00:00:00.123457
            DATETIME     | from epoch_ns | '1772015004000000000' | 2026-02-25T10:23:24
            DATETIME     | from epoch_s  | -1                  | 1969-12-31T23:59:59
            DATETIME(3)  | from epoch_s  | -0.0015             | 1969-12-31T23:59:59.999
            DATETIME     | from epoch_s  | 1e-1000000000       | 1970-01-01T00:00
            # rounded half up, also into the next day
            DATETIME     | from epoch_ms | 1577836799500       | 2020-01-01T00:00
            DATETIME     | from epoch_ms | 1577836799499       | 2019-12-31T23:59:59
            DATETIME(1)  | from epoch_ms | 1577836799950       | 2020-01-01T00:00
            # ISO 8601, with and without T, seconds, fraction, offset
            DATETIME     | from iso8601  | '2019-01-01T00:00:00' | 2019-01-01T00:00
            DATETIME     |               | '2019-08-29 08:38:19' | 2019-08-29T08:38:19
            DATETIME     |               | '2020-02-26T20:44:09+01:00' | 2020-02-26T19:44:09
            DATETIME     |               | '2020-02-26T20:44:09-0130'  | 2020-02-26T22:14:09
            DATETIME     |               | '2020-02-26T20:44:09 +01'   | 2020-02-26T19:44:09
            DATETIME(6)  |               | '2017-10-01T23:20:30.920969+00:00' | 2017-10-01T23:20:30.920969
            DATETIME(6)  |               | '2017-10-01t23:20:30,1234567891z'  | 2017-10-01T23:20:30.123457
            DATETIME     |               | ' 2017-10-01T23:20\\n' | 2017-10-01T23:20
            DATETIME     |               | '2017-10-01'          | 2017-10-01T00:00
            DATETIME     | from iso8601 in Europe/Berlin | '2026-07-01T12:00:00'       | 2026-07-01T10:00
            DATETIME     | from iso8601 in Europe/Berlin | '2026-07-01T12:00:00Z'      | 2026-07-01T12:00
            # in the hour that comes twice the first is meant where no timestamp tells; one that is skipped moves on
            DATETIME     | from iso8601 in Europe/Berlin | '2026-10-25T02:30:00'       | 2026-10-25T00:30
            DATETIME     | from iso8601 in Europe/Berlin | '2026-03-29T02:30:00'       | 2026-03-29T01:30
            TIMESTAMP(3) |               | '2020-02-26T20:44:09.5+01:00' | 2020-02-26T19:44:09.500
            # the basic form; the end of a day
            DATETIME     |               | '20230112T100220Z'      | 2023-01-12T10:02:20
            DATETIME(3)  |               | '20230112T100220.5+0100' | 2023-01-12T09:02:20.500
            DATETIME     |               | '20230112T1002'         | 2023-01-12T10:02
            DATETIME     | from iso8601  | '20230112'              | 2023-01-12T00:00
            DATETIME     |               | '2023-12-31T24:00:00Z'  | 2024-01-01T00:00
            DATETIME     | from iso8601 in Europe/Berlin | '20230112T240000' | 2023-01-12T23:00
            TIME         |               | '24:00:00'              | PT24H
            # parts of a time
            DATE         |               | '2020-02-26T23:59:59.9' | 2020-02-26
            DATE         | from epoch_s  | 1577836800              | 2020-01-01
            TIME         |               | '08:38:19'              | PT8H38M19S
            TIME(3)      |               | '2020-02-26T08:38:19.1234' | PT8H38M19.123S
            TIME         |               | '23:59:59.9'            | PT24H
            YEAR         | from epoch_s  | 1577836800              | 2020
            # the same, where the column is not a time
            BIGINT       | from epoch_s  | 1577836800              | 1577836800000
            VARCHAR(40)  | from iso8601  | '2020-02-26 20:44'      | 2020-02-26T20:44:00
            """)
    void readsTimes(String type, String from, String value, String bound) {
        Object given = ConversionsTest.value(value.replace("\\n", "\n"));
        assertThat(convert("UTC", type, from == null ? "" : from, given)).hasToString(bound);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DATETIME  |               | 1577836800            | '1577836800' is a number, but the column is a time; add 'from epoch_s', 'from epoch_ms', 'from epoch_us' or 'from epoch_ns' to the expression
            DATETIME  |               | '1709970594'          | the text '1709970594' is a number, but the column is a time; add 'from epoch_s', 'from epoch_ms', 'from epoch_us' or 'from epoch_ns' to the expression
            DATETIME  |               | '20230112'            | the text '20230112' is a number, but the column is a time; add 'from epoch_s', 'from epoch_ms', 'from epoch_us' or 'from epoch_ns' to the expression
            DATETIME  | from iso8601  | '1709970594'          | the text '1709970594' is not a date or a time in ISO 8601, such as 2019-01-31T12:34:56Z, 2019-01-31 or 12:34:56; 'from epoch_s', 'from epoch_ms', 'from epoch_us' or 'from epoch_ns' reads numbers
            DATETIME  |               | '20230230T10'         | the text '20230230T10' is not a date or a time that exists
            DATETIME  |               | true                  | 'true' is not a time
            DATETIME  |               | '0T18:36:12'          | the text '0T18:36:12' is not a date or a time in ISO 8601, such as 2019-01-31T12:34:56Z, 2019-01-31 or 12:34:56
            DATETIME  |               | '2019-02-29T00:00:00' | the text '2019-02-29T00:00:00' is not a date or a time that exists
            DATETIME  |               | '2019-02-28T24:00:01' | the text '2019-02-28T24:00:01' is not a date or a time that exists
            DATETIME  |               | '2019-02-28T23:00:60' | the text '2019-02-28T23:00:60' is not a date or a time that exists
            DATETIME  |               | '2019-02-28T23:00:00+19:00' | the text '2019-02-28T23:00:00+19:00' is not a date or a time that exists
            DATETIME  |               | '2019-2-28'           | the text '2019-2-28' is not a date or a time in ISO 8601, such as 2019-01-31T12:34:56Z, 2019-01-31 or 12:34:56
            DATETIME  |               | '2019-02-28T'         | the text '2019-02-28T' is not a date or a time in ISO 8601, such as 2019-01-31T12:34:56Z, 2019-01-31 or 12:34:56
            DATETIME  |               | '2019-02-28T10:00:00.' | the text '2019-02-28T10:00:00.' is not a date or a time in ISO 8601, such as 2019-01-31T12:34:56Z, 2019-01-31 or 12:34:56
            DATETIME  |               | '2019-02-28T10:00:00 CET' | the text '2019-02-28T10:00:00 CET' is not a date or a time in ISO 8601, such as 2019-01-31T12:34:56Z, 2019-01-31 or 12:34:56
            DATETIME  |               | '10:00:00'            | '10:00' is a time without a date
            DATETIME  |               | '24:00:00'            | '24:00:00' is a time without a date
            TIME      |               | 'noon'                | the text 'noon' is not a date or a time in ISO 8601, such as 2019-01-31T12:34:56Z, 2019-01-31 or 12:34:56
            TIME      |               | '25:00:00'            | the text '25:00:00' is not a date or a time that exists
            DATETIME  | from epoch_s  | 1577836800123         | the time +51969-08-29T00:02:03 is out of range for the column (0001-01-01T00:00 to 9999-12-31T23:59:59); is the unit right?
            DATETIME  | from epoch_s  | 1e20                  | '1E+20' is too large for a time; is the unit right?
            DATETIME  | from epoch_s  | 'never'               | the text 'never' is not a number as JSON writes it
            DATETIME  |               | '9999-12-31T23:59:59.5' | the time +10000-01-01T00:00 is out of range for the column (0001-01-01T00:00 to 9999-12-31T23:59:59)
            TIMESTAMP | from epoch_s  | 0                     | the time 1970-01-01T00:00 is out of range for the column (1970-01-01T00:00:01 to 2038-01-19T03:14:07)
            TIMESTAMP | from epoch_s  | 2147483648            | the time 2038-01-19T03:14:08 is out of range for the column (1970-01-01T00:00:01 to 2038-01-19T03:14:07)
            DATE      |               | '10:00:00'            | '10:00' is a time without a date
            TIME      |               | '2019-02-28'          | '2019-02-28' is a date without a time
            """)
    void namesWhatIsNoTime(String type, String from, String value, String reason) {
        assertThatThrownBy(() -> convert("UTC", type, from == null ? "" : from, ConversionsTest.value(value)))
                .isInstanceOf(BadValue.class)
                .hasMessage(reason);
    }

    @Test
    void holdsTheDatabasesZoneInDatetimeAndUtcInTimestamp() {
        Instant noon = Instant.parse("2026-07-01T12:00:00Z");

        assertThat(convert("Europe/Berlin", "DATETIME", "", noon)).hasToString("2026-07-01T14:00");
        assertThat(convert("Europe/Berlin", "DATE", "", noon)).hasToString("2026-07-01");
        assertThat(convert("Europe/Berlin", "TIME", "", noon)).hasToString("PT14H");
        assertThat(convert("Europe/Berlin", "TIMESTAMP", "", noon)).hasToString("2026-07-01T12:00");
        assertThat(convert("Europe/Berlin", "DATETIME", "", "2026-07-01T12:00")).hasToString("2026-07-01T12:00");
        assertThat(convert("Europe/Berlin", "TIMESTAMP", "", "2026-07-01T12:00"))
                .hasToString("2026-07-01T10:00");
    }

    @Test
    void takesConnectsOwnTimes() {
        assertThat(convert("UTC", "DATE", "", LocalDate.of(2026, 1, 2))).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(convert("UTC", "DATETIME", "", LocalDate.of(2026, 1, 2))).hasToString("2026-01-02T00:00");
        assertThat(convert("UTC", "TIME", "", LocalTime.of(1, 2))).hasToString("PT1H2M");
        assertThat(convert("UTC", "DATETIME(3)", "from epoch_ms", Instant.ofEpochMilli(5)))
                .hasToString("1970-01-01T00:00:00.005");
    }
}
