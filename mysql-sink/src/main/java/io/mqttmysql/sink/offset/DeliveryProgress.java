// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How much of a delivery is committed. When the rest fails, Connect delivers all of it again, and only the rest is
 * written. Task thread.
 */
public final class DeliveryProgress {
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** Those that are not committed yet, in order. */
    public Collection<SinkRecord> remaining(Collection<SinkRecord> records) {
        return next.isEmpty()
                ? records
                : records.stream().filter(record -> !isCommitted(record)).toList();
    }

    private boolean isCommitted(SinkRecord record) {
        Long position = next.get(OriginalPartition.of(record));
        return position != null && record.originalKafkaOffset() < position;
    }

    public void committed(List<SinkRecord> records) {
        records.forEach(record -> next.put(OriginalPartition.of(record), record.originalKafkaOffset() + 1));
    }

    /** All of it: what comes next is another delivery. */
    public void complete() {
        next.clear();
    }

    /** Their records come from wherever their new owner begins. */
    public void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(next::remove);
    }
}
