// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import io.mqttmysql.model.ModelPartition.Entry;
import io.mqttmysql.sink.MySqlSinkTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Does with one task what Connect's {@code WorkerSinkTask} (Kafka 4.4) does: asks Kafka, delivers, goes back and pauses
 * where the task wants it, commits what the task allows. One thread at a time.
 */
final class ModelWorker {
    static final String TOPIC = "model";

    private final SinkTask task = new MySqlSinkTask();
    private final List<ModelPartition> kafka;
    private final BiPredicate<ModelWorker, TopicPartition> ownership;
    private final ModelContext context;

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    private Optional<ConnectException> failure = Optional.empty();
    private boolean isOver;

    /**
     * @param ownership whether the group takes commits of a partition from this worker
     * @param letters gets each record that the task reports
     */
    ModelWorker(
            Map<String, String> settings,
            List<ModelPartition> kafka,
            BiPredicate<ModelWorker, TopicPartition> ownership,
            Consumer<SinkRecord> letters) {
        this.kafka = kafka;
        this.ownership = ownership;
        this.context = new ModelContext(positions.keySet(), letters);
        task.initialize(context);
        task.start(settings);
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }

    /** The group gives it these partitions: it begins where the group stands. */
    void assign(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            long from = kafka.get(partition.partition()).committed().orElse(0);
            positions.put(partition, from);
            current.put(partition, new OffsetAndMetadata(from));
        }
        context.assigned();
        task.open(partitions);
    }

    /** In order: what may be committed is committed. */
    void revoke(Collection<TopicPartition> partitions) {
        commit(partitions);
        lose(partitions);
    }

    /** It hears of it when others have them already. */
    void lose(Collection<TopicPartition> partitions) {
        task.close(partitions);
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        positions.keySet().removeAll(partitions);
        current.keySet().removeAll(partitions);
        context.forget(partitions);
    }

    /**
     * One round of the worker.
     *
     * @param most records that Kafka hands out at once
     */
    void iterate(int most) {
        if (isOver || failure.isPresent()) {
            return;
        }
        context.takeSeeks().forEach((partition, offset) -> {
            if (!positions.containsKey(partition)) {
                throw new AssertionError("the task asks for " + partition + ", which is not its own: Connect ends it");
            }
            positions.put(partition, offset);
            current.put(partition, new OffsetAndMetadata(offset));
        });
        Map<TopicPartition, OffsetAndMetadata> consumed = new HashMap<>();
        List<SinkRecord> records = poll(most, consumed);
        try {
            task.put(records);
            current.putAll(consumed);
        } catch (ConnectException e) {
            failure = Optional.of(e);
        }
    }

    private List<SinkRecord> poll(int most, Map<TopicPartition, OffsetAndMetadata> consumed) {
        List<SinkRecord> records = new ArrayList<>();
        int room = most;
        for (TopicPartition partition : assigned()) {
            if (!context.isPaused(partition)) {
                room -= poll(partition, room, consumed, records);
            }
        }
        return records;
    }

    /** How many of the room it took. */
    private int poll(
            TopicPartition partition,
            int room,
            Map<TopicPartition, OffsetAndMetadata> consumed,
            List<SinkRecord> records) {
        int taken = 0;
        for (Entry entry : kafka.get(partition.partition()).from(positions.get(partition))) {
            if (taken == room) {
                break;
            }
            positions.put(partition, entry.offset() + 1);
            if (entry.kind() != ModelPartition.Kind.GAP) {
                taken++;
                consumed.put(partition, new OffsetAndMetadata(entry.offset() + 1));
            }
            if (entry.kind().isDelivered()) {
                records.add(ModelRecords.of(entry));
            }
        }
        return taken;
    }

    void commit() {
        commit(Set.copyOf(positions.keySet()));
    }

    /** What the task allows, of that no more than was delivered, and of that what the group takes. */
    private void commit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> delivered = new HashMap<>(current);
        delivered.keySet().retainAll(partitions);
        task.preCommit(new HashMap<>(delivered)).forEach((partition, allowed) -> {
            boolean isDelivered = delivered.containsKey(partition)
                    && allowed.offset() <= delivered.get(partition).offset();
            if (isDelivered && ownership.test(this, partition)) {
                kafka.get(partition.partition()).commit(allowed.offset());
            }
        });
    }

    /** Why the task stopped by itself. */
    Optional<ConnectException> failure() {
        return failure;
    }

    Set<TopicPartition> assigned() {
        return new HashSet<>(positions.keySet());
    }

    /** As Connect ends a task, also one that failed. */
    void end() {
        if (!isOver) {
            isOver = true;
            Set<TopicPartition> all = assigned();
            commit(all);
            lose(all);
            task.stop();
        }
    }

    /** Nothing more is asked of it or committed; its link must be cut before. */
    void crash() {
        if (!isOver) {
            isOver = true;
            task.stop();
        }
    }
}
