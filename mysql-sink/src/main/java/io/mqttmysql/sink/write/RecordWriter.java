// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.connection.ServerRun;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.statement.BatchWriter;
import io.mqttmysql.sink.statement.Beginning;
import io.mqttmysql.sink.statement.Effects;
import io.mqttmysql.sink.statement.LastRows;
import io.mqttmysql.sink.statement.Pace;
import io.mqttmysql.sink.statement.RecordIsolator;
import io.mqttmysql.sink.statement.RecordRows;
import io.mqttmysql.sink.statement.SavepointWriter;
import io.mqttmysql.sink.table.TableCache;
import io.mqttmysql.sink.table.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a delivery into an open transaction. Bad records are reported as errant, or the first of them ends the
 * delivery.
 */
final class RecordWriter {
    private static final Logger log = LoggerFactory.getLogger(RecordWriter.class);

    private final Transactions transactions;
    private final int batchSize;
    private final DeliveryGuarantee guarantee;
    private final ErrantRecords errants;
    private final TableCache tables;
    private final SinkCounters counters;
    private final LastRows lastRows;
    private final Set<TableId> toldOfRivals = new HashSet<>();

    /**
     * @param batchSize rows of one statement at most
     * @param guarantee whether what came before a bad record may be stored
     * @param lastRows what earlier transactions wrote
     */
    RecordWriter(
            Transactions transactions,
            int batchSize,
            DeliveryGuarantee guarantee,
            ErrantRecords errants,
            TableCache tables,
            SinkCounters counters,
            LastRows lastRows) {
        this.transactions = transactions;
        this.batchSize = batchSize;
        this.guarantee = guarantee;
        this.errants = errants;
        this.tables = tables;
        this.counters = counters;
        this.lastRows = lastRows;
    }

    /**
     * What is ready for COMMIT.
     *
     * @param done the records that are stored or reported as errant
     * @param errants the bad ones among them
     * @param end the bad record before which the delivery ended
     * @param next the record before which the time was over
     */
    record Written(
            MappedBatch done,
            List<RecordFailure> errants,
            Optional<RecordFailure> end,
            Optional<SinkRecord> next,
            Effects effects) {
        /** Records of which there are rows: without those reported as errant. */
        List<RecordRows> stored() {
            Set<SinkRecord> bad = Collections.newSetFromMap(new IdentityHashMap<>());
            errants.forEach(failure -> bad.add(failure.record()));
            return done.stored().stream()
                    .filter(record -> !bad.contains(record.record()))
                    .toList();
        }

        /** Without those that were left out. */
        long rows() {
            long made =
                    stored().stream().mapToLong(record -> record.rows().size()).sum();
            return made - effects.unchanged().size();
        }

        /** With so many records that were stored before. */
        Written passingOver(long records) {
            return new Written(done, errants, end, next, effects.plus(new Effects(0, records)));
        }
    }

    SinkCounters counters() {
        return counters;
    }

    /** Somebody else may have written what this task did not. */
    void forgetLastRows() {
        lastRows.forgetAll();
    }

    /** Of a batch that has no rows, so that no transaction is needed. */
    Written withoutRows(MappedBatch batch) {
        errants.share().require(batch.delivered(), batch.failures());
        return new Written(batch, batch.failures(), Optional.empty(), Optional.empty(), Effects.NONE);
    }

    /** COMMIT was answered, of a transaction that began so long ago. */
    void committed(Written written, long begin) {
        lastRows.committed();
        counters.transactions().committed(written.rows(), begin);
    }

    /** Told once it cannot be undone. */
    void settled(Written written) {
        errants.share().settled(written.done().delivered(), written.errants());
        counters.records().settled(written);
        written.effects().keptOut().stream()
                .filter(row -> toldOfRivals.add(row.shape().table()))
                .forEach(row -> log.warn(
                        "Table '{}' did not take a row of {}-{}@{}, although it has none with its key: the row meets"
                                + " another one by another unique index. It is neither stored nor reported, as are others"
                                + " that may follow; rows-kept-out-total counts them",
                        row.shape().table(),
                        row.record().originalTopic(),
                        row.record().originalKafkaPartition(),
                        row.record().originalKafkaOffset()));
        written.errants().stream()
                .reduce((earlier, last) -> last)
                .ifPresent(last -> counters.lastError().set(last.sentence()));
    }

    /**
     * @param beginning what was done in the transaction until now
     * @param deadline after which no further statement begins, unless one record needs it; half of the time is left for
     *     what follows
     * @throws DataException at the first bad record, where what came before it must not be stored either
     */
    Written write(Connection connection, MappedBatch batch, Beginning beginning, Deadline deadline)
            throws SQLException {
        Pace pace = batch.stored().size() > 1 ? new Pace(deadline::isOver) : Pace.free();
        lastRows.begin(() -> ServerRun.of(connection));
        SavepointWriter store = store(connection, beginning, pace);
        Deadline half = deadline.half();
        return errants.areTolerated() ? writeAll(store, batch, half) : writeUntilFailure(store, batch, half);
    }

    private Written writeAll(SavepointWriter store, MappedBatch batch, Deadline deadline) throws SQLException {
        RecordIsolator isolator = new RecordIsolator(store, batch.stored(), deadline::isOver);
        List<RecordFailure> refused = isolator.storeAll();
        Optional<SinkRecord> next = isolator.next().map(RecordRows::record);
        MappedBatch done = next.map(batch::before).orElse(batch);
        List<RecordFailure> failures = new ArrayList<>(done.failures());
        failures.addAll(refused);
        errants.share().require(done.delivered(), failures);
        return new Written(done, failures, Optional.empty(), next, store.effects());
    }

    private Written writeUntilFailure(SavepointWriter store, MappedBatch batch, Deadline deadline) throws SQLException {
        Optional<RecordFailure> unmapped = batch.failures().stream().findFirst();
        MappedBatch good =
                unmapped.map(failure -> batch.before(failure.record())).orElse(batch);
        RecordIsolator isolator = new RecordIsolator(store, good.stored(), deadline::isOver);
        Optional<RecordFailure> refused = isolator.storeUntilFailure();
        Optional<SinkRecord> next =
                refused.isPresent() ? Optional.empty() : isolator.next().map(RecordRows::record);
        Optional<RecordFailure> end = next.isPresent() ? Optional.empty() : refused.or(() -> unmapped);
        if (end.isPresent() && !mayStorePart(good)) {
            throw end.get().asException();
        }
        MappedBatch done = refused.map(RecordFailure::record)
                .or(() -> next)
                .map(good::before)
                .orElse(good);
        return new Written(done, List.of(), end, next, store.effects());
    }

    /** The records before the bad one will be delivered again when the task is started again. */
    private boolean mayStorePart(MappedBatch batch) {
        return switch (guarantee) {
            case EXACTLY_ONCE -> true;
            case AT_LEAST_ONCE -> isIdempotent(batch);
        };
    }

    static boolean isIdempotent(MappedBatch batch) {
        return batch.stored().stream()
                .flatMap(record -> record.rows().stream())
                .allMatch(row -> row.shape().operation().isIdempotent());
    }

    private SavepointWriter store(Connection connection, Beginning beginning, Pace pace) {
        BatchWriter writer = new BatchWriter(connection, transactions.server(), batchSize, pace);
        return new SavepointWriter(writer, transactions.classifier(), tables, guarantee, beginning, lastRows);
    }
}
