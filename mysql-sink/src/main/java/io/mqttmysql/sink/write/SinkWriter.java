// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.TransactionPhase;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.RecordMapper;
import io.mqttmysql.sink.table.RememberedTables;
import io.mqttmysql.sink.write.BorrowingTableReader.ReadFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Records in, committed rows out: maps a delivery, writes it in one transaction, and insists. Task thread only. Only
 * {@link #write} talks to MySQL.
 */
public final class SinkWriter implements AutoCloseable {
    private final RecordMapper mapper;
    private final Transactions transactions;
    private final RememberedTables tables;
    private final Delivery delivery;
    private final Persistence persistence;

    public SinkWriter(SinkWriterOptions options, RecordMapper mapper, SinkTaskContext context, ErrantRecords errants) {
        this(options, mapper, context, errants, Time.SYSTEM);
    }

    SinkWriter(
            SinkWriterOptions options, RecordMapper mapper, SinkTaskContext context, ErrantRecords errants, Time time) {
        this.mapper = mapper;
        this.transactions = new Transactions(ConnectionSource.of(
                options.connection(), options.pool(), options.delivery().guarantee()));
        this.tables = new RememberedTables(new BorrowingTableReader(transactions));
        RecordWriter writer = new RecordWriter(transactions, options, errants);
        this.delivery = switch (options.delivery().guarantee()) {
            case AT_LEAST_ONCE -> new AtLeastOnceDelivery(transactions, writer, errants, options.task());
            case EXACTLY_ONCE ->
                new ExactlyOnceDelivery(transactions, writer, new DeadLetters(errants), context, options, time);
        };
        this.persistence = new Persistence(
                options, context, time, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Partitions that are new to this task. Their positions are looked up when their first records come. */
    public void open(Collection<TopicPartition> partitions) {
        delivery.open(partitions);
    }

    /**
     * Returns when all records are stored, put aside, or about to be delivered again from an earlier offset.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException when Connect shall keep the records and ask again
     * @throws org.apache.kafka.connect.errors.ConnectException when the task cannot go on, with the reason in a sentence
     */
    public void write(Collection<SinkRecord> records) {
        delivery.begin(records);
        tables.forgetMissing();
        if (!records.isEmpty()) {
            persistence.insist(records.size(), budget -> attempt(records, budget));
        }
    }

    private boolean attempt(Collection<SinkRecord> records, Duration budget) throws TransactionFailed {
        try {
            MappedBatch batch = map(records);
            List<RecordFailure> putAside = delivery.store(batch, budget);
            putAside.forEach(failure -> failure.table().ifPresent(tables::forget));
            return !batch.stored().isEmpty();
        } catch (TransactionFailed e) {
            if (e.kind() == FailureKind.CONFIGURATION) {
                tables.forgetAll();
            }
            throw e;
        } catch (ConfigurationProblem e) {
            tables.forgetAll();
            throw e;
        }
    }

    private MappedBatch map(Collection<SinkRecord> records) throws TransactionFailed {
        try {
            return MappedBatch.of(records, mapper.map(records, tables));
        } catch (ReadFailed e) {
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
        return delivery.committable(delivered);
    }

    public void close(Collection<TopicPartition> partitions) {
        delivery.close(partitions);
    }

    @Override
    public void close() {
        transactions.close();
    }
}
