// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.offset.OffsetStore;
import io.mqttmysql.sink.offset.PartitionClaims;
import io.mqttmysql.sink.offset.PartitionPlan;
import io.mqttmysql.sink.offset.PositionLift;
import io.mqttmysql.sink.offset.PositionWatch;
import io.mqttmysql.sink.offset.TransactionPartitions;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.write.RecordWriter.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored positions count; Kafka's own are a hint. Positions are locked first, compared, and moved in the
 * transaction of the rows: whoever finds another one than expected writes nothing. Task thread.
 */
final class ExactlyOnce implements CommitProtocol {
    private static final Logger log = LoggerFactory.getLogger(ExactlyOnce.class);

    private final Transactions transactions;
    private final RecordWriter writer;
    private final DeadLetters deadLetters;
    private final SinkTaskContext context;
    private final OffsetStore store;
    private final PartitionClaims claims;
    private final PositionLift lift;
    private final PositionWatch watch;

    ExactlyOnce(
            Transactions transactions,
            RecordWriter writer,
            DeadLetters deadLetters,
            SinkTaskContext context,
            OffsetStore store,
            PartitionClaims claims,
            PositionWatch watch) {
        this.transactions = transactions;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.context = context;
        this.store = store;
        this.claims = claims;
        this.lift = watch.lift();
        this.watch = watch;
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        claims.open(partitions);
        watch.open();
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        claims.close(partitions);
        deadLetters.forgetAll();
        lift.close(partitions);
    }

    /** Connect calls again after the interval at the latest, also where no records come. */
    @Override
    public void begin(Collection<SinkRecord> records, Deadline deadline) {
        context.timeout(PositionWatch.INTERVAL.toMillis());
        lift.begin(records, transactions);
        if (records.isEmpty() && !deadline.isOver()) {
            look();
        }
    }

    /** Not urgent: a failure leaves it to the next time. */
    private void look() {
        if (watch.isDue()) {
            try {
                store.require(transactions);
                watch.settle(transactions.run(connection -> watch.look(connection, List.of())));
            } catch (TransactionFailed e) {
                log.debug("The stored positions were not compared now: {}", e.getMessage());
            }
        }
        goBack();
    }

    /**
     * A part that is stored does not come again, and what the delivery repeats is known only when its positions are
     * locked: each part is judged then. Afterwards Kafka goes back to where positions were found behind it; until then
     * it would deliver the rest of it again.
     */
    @Override
    public Set<TopicPartition> deliver(MappedBatch delivery, Parts parts) throws TransactionFailed {
        parts.store();
        return goBack();
    }

    private Set<TopicPartition> goBack() {
        Map<TopicPartition, Long> back = claims.wentBack();
        back.forEach((partition, from) -> {
            context.offset(partition, from);
            lift.goBack(partition);
        });
        if (!back.isEmpty()) {
            writer.forgetLastRows();
        }
        return back.keySet();
    }

    @Override
    public Optional<SinkRecord> store(MappedBatch part, Deadline deadline) throws TransactionFailed {
        TransactionPartitions partitions = new TransactionPartitions(part.delivered(), claims);
        Written written = commit(part, partitions, deadline);
        partitions.settle(written.next());
        deadLetters.forget(written.next().map(part::before).orElse(part).delivered());
        writer.settled(written);
        if (written.end().isPresent()) {
            throw written.end().map(RecordFailure::asException).get();
        }
        return written.next();
    }

    private Written commit(MappedBatch part, TransactionPartitions partitions, Deadline deadline)
            throws TransactionFailed {
        TransactionCounts counts = writer.counters().transactions();
        try {
            store.require(transactions);
            long begin = counts.now();
            Map<TopicPartition, PartitionPlan> found = new HashMap<>();
            boolean looks = watch.isDue();
            Written written = transactions.run(connection -> {
                Written ready = write(connection, part, partitions, deadline);
                if (looks || watch.isDue()) {
                    found.putAll(watch.look(connection, partitions.partitions()));
                }
                return ready;
            });
            writer.committed(written, begin);
            if (looks || watch.isDue()) {
                watch.settle(found);
            }
            return written;
        } catch (TransactionFailed e) {
            partitions.doubt();
            if (e.kind() == FailureKind.CONFIGURATION) {
                store.doubt();
            }
            throw e;
        }
    }

    private Written write(Connection connection, MappedBatch part, TransactionPartitions partitions, Deadline deadline)
            throws SQLException {
        partitions.lock(connection, store);
        long earlier = partitions.stored();
        if (earlier > 0) {
            writer.forgetLastRows();
        }
        Written written = writer.write(
                connection, part.only(partitions::accepts), again -> partitions.lockAgain(again, store), deadline);
        deadLetters.require(written.errants(), deadline.left());
        partitions.advance(connection, store, written.done().delivered());
        return written.passingOver(earlier);
    }

    /** Never more than is stored; partitions that are not claimed keep the offset they have in Kafka. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> delivered) {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        delivered.forEach((partition, position) -> {
            lift.learn(partition, position.offset());
            claims.committable(partition, position.offset())
                    .ifPresent(offset -> committable.put(
                            partition, offset == position.offset() ? position : new OffsetAndMetadata(offset)));
        });
        return committable;
    }
}
