// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.SkipReason;
import io.mqttmysql.sink.row.SkippedRecord;
import io.mqttmysql.sink.testing.ManualTime;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RowMapperTest {
    private static final String HISTORY_AND_LATEST = """
            strategies=latest,history
            column.room={room}
            column.t=$.t
            strategy.latest.match=Home/{room}/climate
            strategy.latest.continue=true
            strategy.latest.table=latest
            strategy.latest.insert.mode=upsert
            strategy.history.match=Home/{room}/climate
            strategy.history.table=history
            strategy.history.column.at=kafka.timestamp
            """;
    private static final String ONE_TABLE = """
            match=Home/{room}/climate
            table=latest
            column.room={room}
            column.t=$.t
            """;

    private final Tables tables = Tables.of(
            "CREATE TABLE latest (room VARCHAR(10) PRIMARY KEY, t DECIMAL(4,1))",
            "CREATE TABLE history (id BIGINT AUTO_INCREMENT PRIMARY KEY, room VARCHAR(20), t DOUBLE, at DATETIME(3))");

    @Test
    void makesARowForEveryStrategyThatTakesTheRecord() {
        Mapping mapping = Mapping.of(HISTORY_AND_LATEST, tables);

        assertThat(mapping.read(Records.mqtt("Home/kitchen/climate", "{\"t\":21.55}")))
                .isEqualTo("""
                latest → latest: room=kitchen, t=21.6
                history → history: at=2026-11-22T10:00:00.123, room=kitchen, t=21.55""");
    }

    /** Each record may make a table, and each takes a second. */
    @Test
    void mapsAtLeastOneRecordAndNoMoreThanThereIsTimeFor() throws SQLException {
        ManualTime clock = new ManualTime();
        SinkRecord[] records = {
            Records.mqtt("Home/kitchen/climate", "{\"t\":1}"),
            Records.mqtt("Home/kitchen/climate", "{\"t\":2}"),
            Records.mqtt("Home/kitchen/climate", "{\"t\":3}"),
        };
        BooleanSupplier isOver = () -> {
            clock.pass(Duration.ofSeconds(1));
            return clock.now() >= Duration.ofSeconds(2).toNanos();
        };

        MappedRecords two = Mapping.of(ONE_TABLE, tables).mapUntil(isOver, records);
        MappedRecords one = Mapping.of(ONE_TABLE, tables).mapUntil(() -> true, records);

        assertThat(two.rows()).extracting(Row::record).containsExactly(records[0], records[1]);
        assertThat(two.next()).contains(records[2]);
        assertThat(one.rows()).hasSize(1);
        assertThat(one.next()).contains(records[1]);
    }

    @Test
    void keepsNoRowOfARecordThatAnyOfItsStrategiesCannotStore() {
        Mapping mapping = Mapping.of(
                HISTORY_AND_LATEST.replace("strategies=latest,history", "strategies=history,latest")
                        + "strategy.history.continue=true\n",
                tables);
        SinkRecord bad = Records.mqtt("Home/a-very-long-room/climate", "{\"t\":1}");

        MappedRecords mapped = mapping.map(bad, Records.mqtt("Home/bath/climate", "{\"t\":2}"));

        assertThat(mapped.rows()).hasSize(2).noneMatch(row -> row.record() == bad);
        assertThat(mapped.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.sentence())
                        .isEqualTo(
                                "Record home-0@42 cannot be stored: strategy 'latest', table 'latest', column 'room': "
                                        + "the text has 16 characters and the column takes 10"));
    }

    @Test
    void reportsARecordThatFailsInSeveralStrategiesOnce() {
        Mapping mapping = Mapping.of(HISTORY_AND_LATEST, tables);

        assertThat(mapping.read(Records.mqtt("Home/kitchen/climate", "on"))).isEqualTo("""
                ! strategy 'latest', table 'latest', column 't': the payload is not JSON at line 1, column 1; plain text is \
                read whole, by 'payload', and has no parts""");
    }

    @Test
    void leavesOutWhatIsMissing() {
        Mapping mapping = Mapping.of(HISTORY_AND_LATEST, tables);

        assertThat(mapping.read(Records.mqtt("Home/kitchen/climate", "{}"))).isEqualTo("""
                latest → latest: room=kitchen
                history → history: at=2026-11-22T10:00:00.123, room=kitchen""");
    }

    @Test
    void writesNullWhereThePolicySaysSo() {
        assertThat(Mapping.of(ONE_TABLE + "missing=null", tables).read(Records.mqtt("Home/kitchen/climate", "{}")))
                .isEqualTo("top level → latest: room=kitchen, t=null");
    }

    @Test
    void refusesWhatIsMissingWhereThePolicySaysSo() {
        assertThat(Mapping.of(ONE_TABLE + "missing=error", tables).read(Records.mqtt("Home/kitchen/climate", "{}")))
                .endsWith("column 't': the record has no '$.t', and 'missing' is 'error'");
    }

    @Test
    void tellsANullFromWhatIsMissing() {
        assertThat(Mapping.of(ONE_TABLE, tables).read(Records.mqtt("Home/kitchen/climate", "{\"t\":null}")))
                .isEqualTo("top level → latest: room=kitchen, t=null");
    }

    @Test
    void usesTheDefaultForMissingAndNull() {
        Mapping mapping = Mapping.of(ONE_TABLE.replace("$.t", "$.t default -1"), tables);

        assertThat(mapping.read(Records.mqtt("Home/a/climate", "{}"), Records.mqtt("Home/b/climate", "{\"t\":null}")))
                .isEqualTo("""
                        top level → latest: room=a, t=-1.0
                        top level → latest: room=b, t=-1.0""");
    }

    @Test
    void writesADefaultOfNullInsteadOfLeavingTheColumnOut() {
        Mapping mapping = Mapping.of(ONE_TABLE.replace("$.t", "$.t default null") + "missing=error", tables);

        assertThat(mapping.read(Records.mqtt("Home/a/climate", "{}"))).isEqualTo("top level → latest: room=a, t=null");
    }

    @Test
    void refusesARecordWithoutAnyValue() {
        String properties = "table=latest\ncolumn.t=$.t\ncolumn.room=$.room default 'x'";

        assertThat(Mapping.of(properties.replace(" default 'x'", "").replace("latest", "history"), tables)
                        .read(Records.mqtt("Home/kitchen/climate", "{\"other\":1}")))
                .isEqualTo("! strategy 'top level', table 'history': "
                        + "the record has a value for none of the mapped columns");
    }

    @Test
    void refusesAnUpsertWithoutAKey() {
        String properties = "table=latest\ninsert.mode=upsert\ncolumn.room=$.room\ncolumn.t=$.t";

        assertThat(Mapping.of(properties, tables).read(Records.mqtt("x", "{\"t\":1}")))
                .isEqualTo("! strategy 'top level', table 'latest', column 'room': "
                        + "the record has no '$.room', and the column is NOT NULL without a default");
        assertThat(Mapping.of(properties, tables).read(Records.mqtt("x", "{\"t\":1,\"room\":null}")))
                .isEqualTo("! strategy 'top level', table 'latest', column 'room': the value of '$.room' is null, "
                        + "and the column is NOT NULL; give the expression a default");
        tables.create("CREATE TABLE latest (room VARCHAR(10) UNIQUE, t DOUBLE)");
        assertThat(Mapping.of(properties + "\npk.fields=room", tables).read(Records.mqtt("x", "{\"t\":1}")))
                .isEqualTo("! strategy 'top level', table 'latest', column 'room': "
                        + "it is a key column and the record has no value for it");
    }

    @Test
    void discardsInSilenceAndCounts() {
        Mapping mapping = Mapping.of(
                "strategies=noise,rest\nstrategy.noise.match=Home/+/debug\nstrategy.noise.discard=true\n"
                        + "strategy.rest.table=latest\nstrategy.rest.column.room=mqtt.topic[1]",
                tables);

        assertThat(mapping.read(Records.mqtt("Home/kitchen/debug", "x"), Records.mqtt("Home/bath/t", "x")))
                .isEqualTo("rest → latest: room=bath");
    }

    /** The record is the unit: what one strategy discards is not counted where another cannot store it. */
    @Test
    void saysWhatIsDiscarded() {
        String properties = """
                strategies=noise,latest
                column.room={room}
                column.t=payload
                strategy.noise.match=Home/#
                strategy.noise.discard=true
                strategy.noise.continue=true
                strategy.latest.match=Home/{room}/t
                strategy.latest.table=latest
                """;
        Mapping mapping = Mapping.of(properties, tables);

        MappedRecords mapped = mapping.map(Records.mqtt("Home/bath/t", "21.5"), Records.mqtt("Home/bath/t", "on"));

        assertThat(mapped.skipped())
                .extracting(left -> left.record().kafkaOffset() + " " + left.strategy() + " " + left.reason())
                .containsExactly("42 noise DISCARDED");
        assertThat(mapped.failures()).hasSize(1);
    }

    @Test
    void treatsUnmatchedRecordsAsThePolicySays() {
        SinkRecord record = Records.mqtt("Garden/t", "1");

        Mapping skip = Mapping.of(ONE_TABLE, tables);
        assertThat(skip.read(record, record)).isEmpty();
        assertThat(skip.map(record, record).skipped())
                .extracting(SkippedRecord::reason)
                .containsExactly(SkipReason.UNMATCHED, SkipReason.UNMATCHED);
        assertThat(Mapping.of(ONE_TABLE + "strategies.unmatched=report", tables).read(record))
                .isEqualTo("! strategy 'none': no strategy takes it, and strategies.unmatched is 'report'");
        Mapping fail = Mapping.of(ONE_TABLE + "strategies.unmatched=fail", tables);
        assertThatThrownBy(() -> fail.map(record))
                .isInstanceOf(ConnectException.class)
                .hasMessage("No strategy takes the record at home-0@42, and strategies.unmatched is 'fail'; "
                        + "add a strategy with a match for it");
    }

    @Test
    void isBadAndNotUnmatchedWhereOnlyItsPayloadKeptAStrategyFromTellingWhetherItTakesIt() {
        String asksThePayload = """
                strategies=a,b
                table=history
                column.room=mqtt.topic[1]
                strategy.a.match=Home/#
                strategy.a.when=$.t
                strategy.b.match=Home/bath/#
                strategies.unmatched=report""";
        Mapping mapping = Mapping.of(asksThePayload, tables);

        assertThat(mapping.read(Records.mqtt("Home/kitchen/t", "on")))
                .isEqualTo(
                        "! strategy 'a': its 'when' cannot be answered: the payload is not JSON at line 1, column 1; "
                                + "plain text is read whole, by 'payload', and has no parts");
        assertThat(mapping.map(Records.mqtt("Home/kitchen/t", "on")).skipped()).isEmpty();
        // another that takes it has no need to know
        assertThat(mapping.read(Records.mqtt("Home/bath/t", "on"))).isEqualTo("b → history: room=bath");
        assertThat(mapping.read(Records.mqtt("Home/kitchen/t", "{}")))
                .isEqualTo("! strategy 'none': no strategy takes it, and strategies.unmatched is 'report'");
    }

    @Test
    void refusesAHeaderThatIsNotText() {
        SinkRecord record = Records.value("home", null, "1");
        record.headers().addBytes("mqtt.topic", new byte[] {(byte) 0xFF});

        assertThat(Mapping.of(ONE_TABLE, tables).read(record))
                .startsWith("! strategy 'none': of the header mqtt.topic: "
                        + "its bytes are not UTF-8 text (first ill-formed byte at offset 0);");
    }
}
