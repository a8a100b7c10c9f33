// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.connection.ClassifiedFailure;
import io.mqttmysql.sink.connection.ConnectionSource;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.failure.TransactionPhase;
import io.mqttmysql.sink.offset.LeftPositions;
import io.mqttmysql.sink.offset.OffsetStore;
import io.mqttmysql.sink.offset.PartitionClaims;
import io.mqttmysql.sink.offset.PositionLift;
import io.mqttmysql.sink.offset.PositionWatch;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordMapper;
import io.mqttmysql.sink.statement.LastRows;
import io.mqttmysql.sink.table.TableCache;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Records in, committed rows out: maps a delivery, writes it in one transaction or a few, and insists. Task thread.
 * Only {@link #write} talks to MySQL.
 */
public final class SinkWriter implements AutoCloseable {
    private final RecordMapper mapper;
    private final Transactions transactions;
    private final TableCache tables;
    private final CommitProtocol protocol;
    private final RetryLoop retryLoop;
    private final TransactionSplit split;
    private final HeldDelivery held;
    private final SinkCounters counters;
    private final LastRows lastRows;
    private final Duration budget;
    private final Time time;

    public SinkWriter(SinkWriterOptions options, RecordMapper mapper, SinkTaskContext context, ErrantRecords errants) {
        this(options, mapper, context, errants, Time.SYSTEM);
    }

    SinkWriter(
            SinkWriterOptions options, RecordMapper mapper, SinkTaskContext context, ErrantRecords errants, Time time) {
        this.mapper = mapper;
        this.held = new HeldDelivery(context);
        this.budget = options.retry().putBudget();
        this.time = time;
        this.counters = SinkCounters.of(options.task(), time, options.delivery().guarantee());
        this.transactions = new Transactions(
                ConnectionSource.of(options.task(), options.connection(), options.pool(), counters.connections()));
        ServerTables server = new ServerTables(
                transactions, options.write(), options.connection().user(), options.connector(), options.task());
        this.tables = new TableCache(server, server, time::nanoTime);
        this.lastRows = new LastRows(options.task(), options.write().changedMaxKeys());
        this.split = new TransactionSplit(options.write().transactionMaxBytes());
        this.protocol = protocol(options, errants, context);
        this.retryLoop = new RetryLoop(
                options.retry(),
                options.task(),
                options.connection().user(),
                context,
                counters,
                time,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private CommitProtocol protocol(SinkWriterOptions options, ErrantRecords errants, SinkTaskContext context) {
        DeliveryOptions delivery = options.delivery();
        RecordWriter writer = new RecordWriter(
                transactions, options.write().batchSize(), delivery.guarantee(), errants, tables, counters, lastRows);
        OffsetStore store = new OffsetStore(delivery.offsetsTable(), delivery.owner());
        return switch (delivery.guarantee()) {
            case AT_LEAST_ONCE ->
                new AtLeastOnce(
                        transactions, writer, errants, new LeftPositions(store, options.task()), options.task());
            case EXACTLY_ONCE -> {
                PartitionClaims claims = new PartitionClaims(
                        options.task(), options.connector(), delivery.onMismatch(), counters.jumps());
                PositionLift lift = new PositionLift(store, claims, time);
                PositionWatch watch = new PositionWatch(
                        store, claims, lift, counters.connections().opened()::sum, time);
                yield new ExactlyOnce(transactions, writer, new DeadLetters(errants), context, store, claims, watch);
            }
        };
    }

    /** Any thread. */
    public SinkCounters counters() {
        return counters;
    }

    /** Partitions that are new to this task. Their positions are looked up when their first records come. */
    public void open(Collection<TopicPartition> partitions) {
        lastRows.forgetAll();
        held.drop(partitions);
        protocol.open(partitions);
        held.assigned();
    }

    /**
     * Returns when all records are stored, reported as errant, about to be delivered again from an earlier offset, or
     * held: then Connect is asked to call again soon, with or without records, and to deliver no more until then.
     *
     * @param records those that are new
     * @throws org.apache.kafka.connect.errors.ConnectException when the task cannot go on, with the reason in a
     *     sentence
     */
    public void write(Collection<SinkRecord> records) {
        Deadline deadline = Deadline.in(budget, time);
        held.add(records);
        protocol.begin(held.records(), deadline);
        tables.beginDelivery();
        if (held.isEmpty()) {
            retryLoop.idle();
        } else if (retryLoop.insist(held.records().size(), deadline, () -> attempt(held.records(), deadline))) {
            held.clear();
            split.passed();
        }
        held.pauseOrResume();
    }

    private void attempt(Collection<SinkRecord> records, Deadline deadline) throws TransactionFailed {
        try {
            MappedBatch batch = map(records, deadline);
            // what Kafka delivers again starts before what is held, which would be written without what lies between
            held.drop(protocol.deliver(batch, () -> {
                boolean isFirst = true;
                for (MappedBatch part : split.parts(batch)) {
                    if (!isFirst && deadline.isOver()) {
                        throw new BudgetSpent();
                    }
                    store(part, deadline, isFirst);
                    isFirst = false;
                }
            }));
            if (batch.delivered().size() < records.size()) {
                throw new BudgetSpent();
            }
        } catch (TransactionFailed e) {
            boolean isConflict = e.kind() == FailureKind.CONFLICT && !(e.reason() instanceof OutOfTime);
            if (e.kind() == FailureKind.CONFIGURATION || isConflict) {
                tables.forgetAll();
            }
            throw e;
        } catch (ConfigurationProblem e) {
            tables.forgetAll();
            throw e;
        }
    }

    private void store(MappedBatch part, Deadline deadline, boolean isFirst) throws TransactionFailed {
        try {
            Optional<SinkRecord> next = protocol.store(part, deadline);
            held.committed(next.map(part::before).orElse(part).delivered());
            if (next.isPresent()) {
                throw new BudgetSpent();
            }
        } catch (TransactionFailed e) {
            if (e.reason() instanceof OutOfTime) {
                if (!isFirst) {
                    throw new BudgetSpent();
                }
                split.halve(part);
            } else if (transactions.classifier().isTooMuch(e.reason())) {
                split.refused(part);
            }
            throw e;
        }
    }

    /** A record is not given up because of a table that was altered since it was read. */
    private MappedBatch map(Collection<SinkRecord> records, Deadline deadline) throws TransactionFailed {
        try {
            MappedRecords mapped = mapper.map(records, tables, deadline::isOver);
            Set<String> doubtful = mapped.failures().stream()
                    .flatMap(failure -> failure.table().stream())
                    .collect(Collectors.toSet());
            boolean isStale = !doubtful.isEmpty() && tables.haveChanged(doubtful);
            return MappedBatch.of(records, isStale ? mapper.map(records, tables, deadline::isOver) : mapped);
        } catch (ClassifiedFailure e) {
            throw e.failure();
        } catch (SQLException e) {
            throw new TransactionFailed(
                    transactions.classifier().classify(e, TransactionPhase.BODY, () -> false),
                    TransactionPhase.BODY,
                    e);
        }
    }

    /** What Kafka may forget; called from Connect's preCommit, never needs MySQL. */
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> delivered) {
        return protocol.committable(held.before(delivered));
    }

    public void close(Collection<TopicPartition> partitions) {
        lastRows.forgetAll();
        held.drop(partitions);
        if (held.isEmpty()) {
            retryLoop.idle();
        }
        protocol.close(partitions);
    }

    @Override
    public void close() {
        transactions.close();
    }
}
