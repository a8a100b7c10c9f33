// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.failure.TransactionPhase;
import io.mqttmysql.sink.offset.LeftPositions;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.statement.Beginning;
import io.mqttmysql.sink.write.RecordWriter.Written;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own offsets count. Dead letters are reported and awaited before COMMIT: rows whose letters fail afterwards
 * would come again.
 */
final class AtLeastOnce implements CommitProtocol {
    private static final Logger log = LoggerFactory.getLogger(AtLeastOnce.class);

    private final Transactions transactions;
    private final RecordWriter writer;
    private final ErrantRecords errants;
    private final DeadLetters deadLetters;
    private final LeftPositions left;
    private final String task;

    /** @param task its name in the log */
    AtLeastOnce(
            Transactions transactions, RecordWriter writer, ErrantRecords errants, LeftPositions left, String task) {
        this.transactions = transactions;
        this.writer = writer;
        this.errants = errants;
        this.deadLetters = new DeadLetters(errants);
        this.left = left;
        this.task = task;
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        left.open(partitions);
        writer.counters().jumps().forget(partitions);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        left.close(partitions);
        deadLetters.forgetAll();
        writer.counters().jumps().forget(partitions);
    }

    @Override
    public void begin(Collection<SinkRecord> records, Deadline deadline) {
        writer.counters().jumps().follow(records);
        left.see(records);
    }

    /** A part that is stored before another one stops the task would come again: all of it is judged before. */
    @Override
    public Set<TopicPartition> deliver(MappedBatch delivery, Parts parts) throws TransactionFailed {
        errants.share().require(delivery.delivered(), delivery.failures());
        if (!errants.areTolerated() && !delivery.failures().isEmpty()) {
            RecordFailure end = delivery.failures().get(0);
            if (!RecordWriter.isIdempotent(delivery.before(end.record()))) {
                throw end.asException();
            }
        }
        parts.store();
        return Set.of();
    }

    @Override
    public Optional<SinkRecord> store(MappedBatch batch, Deadline deadline) throws TransactionFailed {
        if (batch.delivered().isEmpty()) {
            return Optional.empty();
        }
        boolean needsNoServer = batch.stored().isEmpty()
                && (errants.areTolerated() || batch.failures().isEmpty());
        Written written = needsNoServer ? report(batch, deadline) : commit(batch, deadline);
        deadLetters.forget(written.next().map(batch::before).orElse(batch).delivered());
        writer.settled(written);
        if (written.end().isPresent()) {
            throw written.end().map(RecordFailure::asException).get();
        }
        return written.next();
    }

    private Written report(MappedBatch batch, Deadline deadline) throws TransactionFailed {
        Written written = writer.withoutRows(batch);
        try {
            deadLetters.require(written.errants(), deadline.left());
            return written;
        } catch (OutOfTime e) {
            throw new TransactionFailed(FailureKind.CONFLICT, TransactionPhase.BODY, e);
        }
    }

    private Written commit(MappedBatch batch, Deadline deadline) throws TransactionFailed {
        TransactionCounts counts = writer.counters().transactions();
        left.remove(transactions);
        try {
            long begin = counts.now();
            Written written = transactions.run(connection -> {
                Written ready = writer.write(connection, batch, Beginning.NOTHING, deadline);
                deadLetters.require(ready.errants(), deadline.left());
                return ready;
            });
            writer.committed(written, begin);
            return written;
        } catch (TransactionFailed e) {
            if (e.leavesCommitOpen() && !RecordWriter.isIdempotent(batch)) {
                LongAdder possibleDuplicates = counts.possibleDuplicates();
                possibleDuplicates.add(batch.stored().size());
                log.warn(
                        "{} - the answer to a COMMIT was lost: {} records are written again: possible duplicates"
                                + " where their table has no key ({} so far); exactly_once prevents this",
                        task,
                        batch.stored().size(),
                        possibleDuplicates.sum());
            }
            throw e;
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> delivered) {
        return delivered;
    }
}
