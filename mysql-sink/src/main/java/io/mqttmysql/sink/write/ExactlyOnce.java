// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.offset.DeliveredPositions;
import io.mqttmysql.sink.offset.OffsetStore;
import io.mqttmysql.sink.offset.PartitionClaims;
import io.mqttmysql.sink.offset.PartitionClaims.ClaimLost;
import io.mqttmysql.sink.offset.PartitionPlan;
import io.mqttmysql.sink.offset.StoredOffset;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.write.RecordWriter.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored positions count; Kafka's own are a hint. Positions are locked first, compared, and moved in the
 * transaction of the rows: whoever finds another one than expected writes nothing.
 */
final class ExactlyOnce implements CommitProtocol {
    private static final Logger log = LoggerFactory.getLogger(ExactlyOnce.class);

    private final Transactions transactions;
    private final RecordWriter writer;
    private final DeadLetters deadLetters;
    private final OffsetStore store;
    private final PartitionClaims claims;
    private final DeliveredPositions positions;
    private final SinkTaskContext context;
    /** Where Kafka shall go back to once the delivery is through; until then it would deliver the rest of it again. */
    private final Map<TopicPartition, Long> rewinds = new HashMap<>();

    private boolean hasTable;

    ExactlyOnce(
            Transactions transactions,
            RecordWriter writer,
            DeadLetters deadLetters,
            SinkTaskContext context,
            SinkWriterOptions options,
            Time time) {
        this.transactions = transactions;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.store = OffsetStore.of(options.delivery());
        this.claims = new PartitionClaims(
                options.task(),
                options.connector(),
                options.delivery().onMismatch(),
                writer.counters().jumps());
        this.positions = new DeliveredPositions(time);
        this.context = context;
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(rewinds::remove);
        claims.open(partitions);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(rewinds::remove);
        claims.close(partitions);
        positions.close(partitions);
    }

    /** Partitions of this delivery are left out: their records move them, or show that they must go back. */
    @Override
    public void begin(Collection<SinkRecord> records) {
        positions.begin();
        Map<TopicPartition, Long> due = new HashMap<>(positions.due());
        due.entrySet().removeIf(entry -> claims.next(entry.getKey()).orElse(-1) >= entry.getValue());
        if (!due.isEmpty()) {
            records.forEach(record -> due.remove(partition(record)));
        }
        if (!due.isEmpty()) {
            lift(due);
        }
    }

    /** Not urgent: a failure leaves it to the next time. */
    private void lift(Map<TopicPartition, Long> due) {
        try {
            makeTable();
            transactions
                    .run(connection -> lift(connection, due))
                    .forEach((partition, position) -> claims.claim(partition, position, position));
        } catch (TransactionFailed e) {
            claims.doubt(due.keySet());
            log.debug("Positions of filtered records were not stored now: {}", e.getMessage());
        }
    }

    /** Gives back what it moved: never a position that somebody else moved, and none ever back. */
    private Map<TopicPartition, Long> lift(Connection connection, Map<TopicPartition, Long> due) throws SQLException {
        Map<TopicPartition, Long> lifted = new HashMap<>();
        for (Map.Entry<TopicPartition, Optional<StoredOffset>> entry :
                store.lock(connection, due.keySet()).entrySet()) {
            TopicPartition partition = entry.getKey();
            Optional<StoredOffset> stored = entry.getValue();
            long position = due.get(partition);
            if (claims.mayLift(partition, stored, position)
                    && store.advance(connection, partition, stored, new StoredOffset(position, OptionalLong.empty()))) {
                lifted.put(partition, position);
            }
        }
        return lifted;
    }

    /** A part that is stored does not come again; what the delivery repeats is not known before. */
    @Override
    public void judge(MappedBatch delivery) {
        // each part is, when its positions are locked
    }

    @Override
    public List<RecordFailure> store(MappedBatch batch, Duration budget) throws TransactionFailed {
        Map<TopicPartition, Long> first = new LinkedHashMap<>();
        Map<TopicPartition, Long> end = new HashMap<>();
        for (SinkRecord record : batch.delivered()) {
            first.putIfAbsent(partition(record), record.originalKafkaOffset());
            end.put(partition(record), record.originalKafkaOffset() + 1);
        }
        try {
            makeTable();
            long begin = writer.counters().transactions().now();
            Written written = commit(end, connection -> write(connection, batch, first, budget));
            writer.counters().transactions().committed(written.rows(), begin);
            deadLetters.forget();
            writer.settled(written);
            if (written.end().isPresent()) {
                throw written.end().map(RecordFailure::asException).get();
            }
            return written.putAside();
        } catch (TransactionFailed e) {
            claims.doubt(first.keySet());
            // it may have been dropped by hand
            hasTable = hasTable && e.kind() != FailureKind.CONFIGURATION;
            throw e;
        }
    }

    /** What a transaction leaves to be done after COMMIT. */
    private record Commit(
            Map<TopicPartition, PartitionPlan> plans,
            Map<TopicPartition, Long> next,
            Map<TopicPartition, Long> timestamps,
            Written written) {}

    /** @param delivered the offsets up to which Kafka has delivered */
    private Written commit(Map<TopicPartition, Long> delivered, Transactions.Work<Commit> work)
            throws TransactionFailed {
        Commit done = transactions.run(connection -> {
            Commit commit = work.on(connection);
            for (Map.Entry<TopicPartition, Long> entry : commit.next().entrySet()) {
                advance(connection, entry.getKey(), entry.getValue(), commit);
            }
            return commit;
        });
        delivered.forEach((partition, position) -> settle(partition, position, done));
        return done.written();
    }

    private void advance(Connection connection, TopicPartition partition, long next, Commit commit)
            throws SQLException {
        PartitionPlan plan = commit.plans().get(partition);
        if (!plan.isRewind()
                && (plan.stored().isEmpty() || next != plan.stored().get().next())) {
            Long timestamp = commit.timestamps().get(partition);
            StoredOffset to =
                    new StoredOffset(next, timestamp == null ? OptionalLong.empty() : OptionalLong.of(timestamp));
            if (!store.advance(connection, partition, plan.stored(), to)) {
                throw new Conflict("the stored offset of " + partition + " changed under its lock");
            }
        }
    }

    private void settle(TopicPartition partition, long position, Commit done) {
        PartitionPlan plan = done.plans().get(partition);
        if (plan.isRewind()) {
            rewinds.put(partition, plan.from());
        } else {
            long next = Math.max(plan.from(), done.next().getOrDefault(partition, plan.from()));
            claims.claim(partition, next, position);
        }
    }

    @Override
    public void finish() {
        rewinds.forEach((partition, from) -> {
            context.offset(partition, from);
            positions.goBack(partition);
            claims.claim(partition, from, from);
        });
        rewinds.clear();
    }

    private Commit write(Connection connection, MappedBatch batch, Map<TopicPartition, Long> first, Duration budget)
            throws SQLException {
        Map<TopicPartition, PartitionPlan> plans = plans(connection, first);
        for (SinkRecord record : batch.delivered()) {
            plans.computeIfPresent(
                    partition(record), (partition, plan) -> claims.verify(plan, record, first.get(partition)));
        }
        Written written = writer.write(
                connection, batch.only(record -> plans.get(partition(record)).accepts(record.originalKafkaOffset())));
        if (!deadLetters.areSafe(written.putAside(), budget)) {
            throw new Conflict("records that cannot be stored were not reported within put.budget.ms");
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        Map<TopicPartition, Long> timestamps = new HashMap<>();
        for (SinkRecord record : written.done().delivered()) {
            next.put(partition(record), record.originalKafkaOffset() + 1);
            timestamps.put(partition(record), record.timestamp());
        }
        long stored = batch.delivered().stream()
                .filter(record -> plans.get(partition(record)).isStored(record.originalKafkaOffset()))
                .count();
        return new Commit(plans, next, timestamps, written.passingOver(stored));
    }

    private Map<TopicPartition, PartitionPlan> plans(Connection connection, Map<TopicPartition, Long> first)
            throws SQLException {
        Map<TopicPartition, PartitionPlan> plans = new HashMap<>();
        for (Map.Entry<TopicPartition, Optional<StoredOffset>> stored :
                store.lock(connection, first.keySet()).entrySet()) {
            try {
                TopicPartition partition = stored.getKey();
                plans.put(partition, claims.plan(partition, first.get(partition), stored.getValue()));
            } catch (ClaimLost e) {
                throw new Conflict(e.getMessage());
            }
        }
        return plans;
    }

    private void makeTable() throws TransactionFailed {
        if (!hasTable) {
            transactions.run(connection -> {
                store.create(connection);
                return connection;
            });
            hasTable = true;
        }
    }

    private static TopicPartition partition(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }

    /** Never more than is stored; partitions that are not claimed keep the offset they have in Kafka. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> delivered) {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        delivered.forEach((partition, position) -> {
            positions.learn(partition, position.offset());
            claims.next(partition)
                    .ifPresent(next -> committable.put(
                            partition, next >= position.offset() ? position : new OffsetAndMetadata(next)));
        });
        return committable;
    }
}
