// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.offset.LeftPositions;
import io.mqttmysql.sink.offset.OffsetStore;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.statement.LastRows;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class AtLeastOnceTest {
    private static final LastRows NO_ROWS = new LastRows("house-0", 1);
    private static final LeftPositions NONE_LEFT =
            new LeftPositions(new OffsetStore(TableId.of("positions"), "house"), "house-0");

    private final AbsentServer server = new AbsentServer();

    @Test
    void needsNoServerForRecordsThatNobodyWants() throws TransactionFailed {
        Transactions transactions = new Transactions(server);
        SinkCounters counters = SinkCounters.of("house-0", Time.SYSTEM, DeliveryGuarantee.AT_LEAST_ONCE);
        ErrantRecords errants = ErrantRecords.stopping();
        RecordWriter writer = new RecordWriter(
                transactions,
                3_000,
                DeliveryGuarantee.AT_LEAST_ONCE,
                errants,
                AbsentServer.noTables(),
                counters,
                NO_ROWS);
        CommitProtocol protocol = new AtLeastOnce(transactions, writer, errants, NONE_LEFT, "house-0");
        MappedBatch skipped =
                MappedBatch.of(List.of(Rows.record("home", 0, 1)), new MappedRecords(List.of(), List.of(), List.of()));

        protocol.store(skipped, Deadline.in(Duration.ofMinutes(1), Time.SYSTEM));

        assertThat(server.borrows()).isZero();
    }

    /** Judging asks no server, and what is judged is not yet counted. */
    @Test
    void judgesADeliveryBeforeAnyPartOfIt() throws TransactionFailed {
        Transactions transactions = new Transactions(server);
        SinkCounters counters = SinkCounters.of("house-0", Time.SYSTEM, DeliveryGuarantee.AT_LEAST_ONCE);
        ErrantRecords errants = ErrantRecords.stopping().atMost(0.001);
        RecordWriter writer = new RecordWriter(
                transactions,
                3_000,
                DeliveryGuarantee.AT_LEAST_ONCE,
                errants,
                AbsentServer.noTables(),
                counters,
                NO_ROWS);
        CommitProtocol protocol = new AtLeastOnce(transactions, writer, errants, NONE_LEFT, "house-0");
        MappedBatch one = bad(1);

        protocol.deliver(one, () -> {});
        protocol.deliver(one, () -> {});

        assertThatThrownBy(() -> protocol.deliver(bad(2), () -> {})).hasMessageContaining("2 of the last 1000 records");
        assertThat(server.borrows()).isZero();
    }

    /** A row before it, in a part of its own, would come again at each restart. */
    @Test
    void storesNothingBeforeARecordThatStopsTheTaskWhereARepeatDoubles() {
        AtomicInteger parts = new AtomicInteger();
        CommitProtocol protocol = stopping();

        assertThatThrownBy(() -> protocol.deliver(rowAndBad(Rows.insert("t", "a")), parts::incrementAndGet))
                .isInstanceOf(DataException.class);

        assertThat(parts).hasValue(0);
    }

    @Test
    void storesWhatARepeatDoesNotDoubleBeforeARecordThatStopsTheTask() throws TransactionFailed {
        AtomicInteger parts = new AtomicInteger();

        stopping().deliver(rowAndBad(Rows.upsert("t", "a")), parts::incrementAndGet);

        assertThat(parts).hasValue(1);
    }

    private CommitProtocol stopping() {
        Transactions transactions = new Transactions(server);
        ErrantRecords errants = ErrantRecords.stopping();
        RecordWriter writer = new RecordWriter(
                transactions,
                3_000,
                DeliveryGuarantee.AT_LEAST_ONCE,
                errants,
                AbsentServer.noTables(),
                SinkCounters.of("house-0", Time.SYSTEM, DeliveryGuarantee.AT_LEAST_ONCE),
                NO_ROWS);
        return new AtLeastOnce(transactions, writer, errants, NONE_LEFT, "house-0");
    }

    private static MappedBatch rowAndBad(RowShape shape) {
        SinkRecord good = Rows.record("home", 0, 1);
        SinkRecord bad = Rows.record("home", 0, 2);
        RecordFailure failure = new RecordFailure(bad, "climate", Optional.empty(), Optional.empty(), "bad");
        return MappedBatch.of(
                List.of(good, bad), new MappedRecords(List.of(Rows.row(shape, good, 1)), List.of(failure), List.of()));
    }

    private static MappedBatch bad(int count) {
        List<SinkRecord> records = LongStream.range(0, count)
                .mapToObj(offset -> Rows.record("home", 0, offset))
                .toList();
        List<RecordFailure> failures = records.stream()
                .map(record -> new RecordFailure(record, "climate", Optional.empty(), Optional.empty(), "bad"))
                .toList();
        return MappedBatch.of(records, new MappedRecords(List.of(), failures, List.of()));
    }
}
