// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.step.LocalTimes;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local times without an offset that came twice, or never: clocks were changed. */
class LocalTimesTest {
    private static final String RECORD = "match=m\ntable=t\ncolumn.at=$.at ";

    private final Tables tables = Tables.of("CREATE TABLE t (at DATETIME(3))");

    /** @param timestamp empty for a record without */
    private static SinkRecord record(String timestamp, String at) {
        SinkRecord record = Records.mqtt("m", "{\"at\":\"" + at + "\"}");
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                timestamp == null ? null : Instant.parse(timestamp).toEpochMilli(),
                record.headers());
    }

    private String stored(String from, String timestamp, String at) {
        return Mapping.of(RECORD + from, tables)
                .read(record(timestamp, at))
                .replace("top level → t: at=", "")
                .replace("! strategy 'top level', table 't', column 'at': ", "! ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # nothing said: the one nearer to the record's timestamp, half-way the earlier
            from iso8601 in Europe/Berlin                     | 2026-10-25T00:30:01Z | 2026-10-25T02:30:00 | 2026-10-25T00:30
            from iso8601 in Europe/Berlin                     | 2026-10-25T01:30:01Z | 2026-10-25T02:30:00 | 2026-10-25T01:30
            from iso8601 in Europe/Berlin                     | 2026-10-25T01:00:00Z | 2026-10-25T02:30:00 | 2026-10-25T00:30
            from iso8601 in Europe/Berlin                     | 2026-10-25T01:00:00.001Z | 2026-10-25T02:30:00 | 2026-10-25T01:30
            from iso8601 in Europe/Berlin                     | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00 | 2026-10-25T00:00
            from iso8601 in Europe/Berlin                     | 2026-10-25T01:59:59Z | 2026-10-25 02:59:59.9 | 2026-10-25T01:59:59.900
            from iso8601 in Europe/Berlin                     | 2026-10-25T02:00:00Z | 2026-10-25T03:00:00 | 2026-10-25T02:00
            # of records that come a day late, or before the reading
            from iso8601 in Europe/Berlin                     | 2026-10-26T00:30:00Z | 2026-10-25T02:30:00 | 2026-10-25T01:30
            from iso8601 in Europe/Berlin                     | 2026-10-24T00:30:00Z | 2026-10-25T02:30:00 | 2026-10-25T00:30
            # without a timestamp
            from iso8601 in Europe/Berlin                     |                      | 2026-10-25T02:30:00 | 2026-10-25T00:30
            from iso8601 in Europe/Berlin overlap later       |                      | 2026-10-25T02:30:00 | 2026-10-25T01:30
            # a choice
            from iso8601 in Europe/Berlin overlap earlier     | 2026-10-25T01:30:01Z | 2026-10-25T02:30:00 | 2026-10-25T00:30
            from iso8601 in Europe/Berlin overlap later       | 2026-10-25T00:30:01Z | 2026-10-25T02:30:00 | 2026-10-25T01:30
            from iso8601 in Europe/Berlin overlap reject      | 2026-10-25T00:30:01Z | 2026-10-25T02:30:00 | ! the local time '2026-10-25T02:30' came twice in Europe/Berlin, where clocks were set back, and the expression says 'overlap reject'; send times with their offset, or write 'overlap earlier' or 'overlap later'
            from iso8601 in Europe/Berlin overlap reject on error null | 2026-10-25T00:30:01Z | 2026-10-25T02:30:00 | null
            from iso8601 in Europe/Berlin overlap reject      | 2026-10-25T00:30:01Z | 2026-10-25T02:30:00+01:00 | 2026-10-25T01:30
            from iso8601 in Europe/Berlin overlap reject gap reject | 2026-10-25T00:30:01Z | 2026-10-25T01:59:59 | 2026-10-24T23:59:59
            # the gap
            from iso8601 in Europe/Berlin                     | 2026-03-29T01:00:00Z | 2026-03-29T02:30:00 | 2026-03-29T01:30
            from iso8601 in Europe/Berlin gap shift           |                      | 2026-03-29T02:30:00 | 2026-03-29T01:30
            from iso8601 in Europe/Berlin gap reject          | 2026-03-29T01:00:00Z | 2026-03-29T02:30:00 | ! the local time '2026-03-29T02:30' never came in Europe/Berlin, where clocks were set forward, and the expression says 'gap reject'; send times with their offset, or write 'gap shift'
            from iso8601 in Europe/Berlin gap reject          | 2026-03-29T01:00:00Z | 2026-03-29T03:00:00 | 2026-03-29T01:00
            from iso8601 in Europe/Berlin gap reject          | 2026-03-29T01:00:00Z | 2026-03-29T01:59:59 | 2026-03-29T00:59:59
            # half an hour: 01:30 to 02:00 comes twice, 02:00 to 02:30 never
            from iso8601 in Australia/Lord_Howe               | 2026-04-04T14:45:00Z | 2026-04-05T01:45:00 | 2026-04-04T14:45
            from iso8601 in Australia/Lord_Howe               | 2026-04-04T15:15:01Z | 2026-04-05T01:45:00 | 2026-04-04T15:15
            from iso8601 in Australia/Lord_Howe overlap later | 2026-04-04T14:45:00Z | 2026-04-05T01:45:00 | 2026-04-04T15:15
            from iso8601 in Australia/Lord_Howe overlap reject | 2026-04-04T14:45:00Z | 2026-04-05T01:29:59 | 2026-04-04T14:29:59
            from iso8601 in Australia/Lord_Howe               | 2026-10-03T15:30:00Z | 2026-10-04T02:15:00 | 2026-10-03T15:45
            from iso8601 in Australia/Lord_Howe gap reject    | 2026-10-03T15:30:00Z | 2026-10-04T02:30:00 | 2026-10-03T15:30
            # a pattern, also with a zone but no offset in the text
            from pattern 'dd.MM.yyyy HH:mm' in Europe/Berlin  | 2026-10-25T01:31:00Z | 25.10.2026 02:30    | 2026-10-25T01:30
            from pattern 'dd.MM.yyyy HH:mm' in Europe/Berlin overlap earlier | 2026-10-25T01:31:00Z | 25.10.2026 02:30 | 2026-10-25T00:30
            from pattern 'dd.MM.yyyy HH:mm VV'                | 2026-10-25T01:31:00Z | 25.10.2026 02:30 Europe/Berlin | 2026-10-25T01:30
            from pattern 'dd.MM.yyyy HH:mm VV'                | 2026-10-25T00:31:00Z | 25.10.2026 02:30 Europe/Berlin | 2026-10-25T00:30
            from pattern 'dd.MM.yyyy HH:mm VV' gap reject     | 2026-03-29T01:00:00Z | 29.03.2026 02:30 Europe/Berlin | ! the local time '2026-03-29T02:30' never came in Europe/Berlin, where clocks were set forward, and the expression says 'gap reject'; send times with their offset, or write 'gap shift'
            from pattern 'dd.MM.yyyy HH:mm xxx VV'            | 2026-10-25T01:31:00Z | 25.10.2026 02:30 +02:00 Europe/Berlin | 2026-10-25T00:30
            from pattern 'dd.MM.yyyy HH:mm VV'                | 2026-10-25T01:31:00Z | 25.10.2026 02:30 Z  | 2026-10-25T02:30
            """)
    void areTheInstantThatIsMeant(String from, String timestamp, String at, String stored) {
        assertThat(stored(from, timestamp, at)).isEqualTo(stored);
    }

    /** Both passes make different rows, in the order in which they came. */
    @Test
    void neverStandStill() {
        Mapping mapping = Mapping.of(RECORD + "from iso8601 in Europe/Berlin", tables);
        List<String> rows = new ArrayList<>();
        Instant first = Instant.parse("2026-10-24T23:00:00Z");
        for (int minute = 0; minute < 240; minute += 5) {
            Instant at = first.plusSeconds(minute * 60L);
            String local =
                    LocalDateTime.ofInstant(at, ZoneId.of("Europe/Berlin")).toString();
            rows.add(mapping.read(record(at.plusSeconds(2).toString(), local)));
        }

        assertThat(rows).doesNotHaveDuplicates().isSorted().hasSize(48);
    }

    /** db.timezone stands in for the zone where an instant is wanted: in TIMESTAMP, of whatever fills the column. */
    @ParameterizedTest
    @CsvSource({
        "column.at=$.at",
        "column.at=$.at from iso8601",
        "fields.include=at",
    })
    void areToldApartInTimestampColumns(String option) {
        tables.create("CREATE TABLE t (at TIMESTAMP)");
        Mapping mapping = Mapping.of("strategies=s\ntable=t\n" + option, tables, ZoneId.of("Europe/Berlin"));

        assertThat(mapping.read(
                        record("2026-10-25T00:30:01Z", "2026-10-25T02:30:00"),
                        record("2026-10-25T01:30:01Z", "2026-10-25T02:30:00")))
                .isEqualTo("s → t: at=2026-10-25T00:30\ns → t: at=2026-10-25T01:30");
        assertThat(mapping.tried(record("2026-10-25T01:30:01Z", "2026-10-25T02:30:00")))
                .containsExactly("s → t: at=2026-10-25T01:30");
    }

    /** A DATETIME of the same zone holds what was written; only what the expression says of it holds. */
    @Test
    void stayAsTheyAreInDatetimeColumnsOfTheirZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        SinkRecord skipped = record("2026-03-29T01:00:00Z", "2026-03-29T02:30:00");

        assertThat(Mapping.of(RECORD + "from iso8601", tables, berlin).read(skipped))
                .isEqualTo("top level → t: at=2026-03-29T02:30");
        assertThat(Mapping.of(RECORD + "from iso8601 gap shift", tables, berlin).read(skipped))
                .isEqualTo("top level → t: at=2026-03-29T03:30");
        assertThat(Mapping.of(RECORD + "from iso8601 gap reject", tables, berlin)
                        .read(skipped))
                .contains("never came in Europe/Berlin");
    }

    @Test
    void areCheckedInLiteralsToo() {
        Mapping mapping =
                Mapping.of(RECORD + "from iso8601 in Europe/Berlin gap reject default '2026-03-29T02:30:00'", tables);

        assertThatThrownBy(() -> mapping.read(record(null, "2026-10-25T02:30:00")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("cannot hold the literal of")
                .hasMessageContaining("never came in Europe/Berlin");
    }

    @Test
    void areOneWarningAStrategyWhereNobodySaysWhatIsMeant() {
        List<String> warnings = new ArrayList<>();
        LocalClocks clocks = new LocalClocks(ZoneId.of("Europe/Berlin"), warnings::add);
        LocalDateTime twice = LocalDateTime.parse("2026-10-25T02:30");
        LocalDateTime never = LocalDateTime.parse("2026-03-29T02:30");
        LocalTimes chosen = said("overlap later gap shift");

        clocks.of("a", "at", chosen).placed(twice, null);
        clocks.of("a", "at", chosen).placed(never, null);
        clocks.of("a", "at", said("in UTC")).placed(twice, null);
        assertThat(warnings).isEmpty();

        for (int i = 0; i < 3; i++) {
            clocks.of("a", "at", said("in Europe/Berlin")).placed(twice, 0L);
            clocks.of("a", "seen", said("in Europe/Berlin")).placed(never, 0L);
            clocks.of("b", "at", said("in Europe/Berlin overlap later")).placed(never, 0L);
        }
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0))
                .isEqualTo("Strategy 'a' - column 'at' gets local times without an offset, of which one came twice or"
                        + " never: clocks were changed (Europe/Berlin). Of two instants the one nearer to the record's"
                        + " timestamp is stored, without a timestamp the earlier; a time that clocks passed over is"
                        + " moved by as much. Send times with their offset, or say what is meant: 'overlap earlier',"
                        + " 'later' or 'reject', 'gap shift' or 'reject'");
        assertThat(warnings.get(1)).startsWith("Strategy 'b' - column 'at'");
    }

    private static LocalTimes said(String text) {
        TableStrategy strategy = Mapping.strategy("table=t\ncolumn.at=$.at from iso8601 " + text);
        return strategy.write()
                .orElseThrow()
                .content()
                .columns()
                .get(0)
                .expression()
                .steps()
                .localTimes();
    }
}
