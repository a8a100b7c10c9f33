// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.offset.OriginalPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * The records that Connect has handed over and that are not stored yet. While it holds any, all partitions are paused
 * (Connect's {@code SinkTaskContext.pause}), so that it never holds more than one delivery. Task thread.
 */
final class HeldDelivery {
    private final SinkTaskContext context;
    private List<SinkRecord> records = List.of();
    private boolean isPaused;

    HeldDelivery(SinkTaskContext context) {
        this.context = context;
    }

    /** In the order in which they came. */
    List<SinkRecord> records() {
        return records;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Behind those that are held. */
    void add(Collection<SinkRecord> more) {
        if (!more.isEmpty()) {
            List<SinkRecord> all = new ArrayList<>(records);
            all.addAll(more);
            records = all;
        }
    }

    /** These are stored. */
    void committed(Collection<SinkRecord> stored) {
        Set<SinkRecord> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(stored);
        records = records.stream().filter(record -> !gone.contains(record)).toList();
    }

    void clear() {
        records = List.of();
    }

    /** Their new owner, or this task once more, is given what was not stored of them. */
    void drop(Collection<TopicPartition> partitions) {
        records = records.stream()
                .filter(record -> !partitions.contains(OriginalPartition.of(record)))
                .toList();
    }

    /**
     * Partitions were assigned. Connect keeps one paused that comes back, also where it was away for a while in which
     * nothing could be said of it: so it is said now, whatever was said before.
     */
    void assigned() {
        isPaused = true;
        pauseOrResume();
    }

    /** Tells Connect what follows: no more records while some are held. */
    void pauseOrResume() {
        TopicPartition[] assigned = context.assignment().toArray(TopicPartition[]::new);
        if (!records.isEmpty()) {
            isPaused = true;
            context.pause(assigned);
        } else if (isPaused) {
            isPaused = false;
            context.resume(assigned);
        }
    }

    /** Of what Connect has delivered, never more than what is before the first record that is held. */
    Map<TopicPartition, OffsetAndMetadata> before(Map<TopicPartition, OffsetAndMetadata> delivered) {
        Map<TopicPartition, OffsetAndMetadata> before = new HashMap<>(delivered);
        for (SinkRecord record : records) {
            before.computeIfPresent(
                    OriginalPartition.of(record),
                    (partition, position) -> position.offset() <= record.originalKafkaOffset()
                            ? position
                            : new OffsetAndMetadata(record.originalKafkaOffset()));
        }
        return before;
    }
}
