// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offsets that are not delivered: retention was faster than the sink, or compaction or a transformation took the
 * records. Each larger gap is counted and logged once. Task thread.
 */
public final class OffsetJumps {
    private static final Logger log = LoggerFactory.getLogger(OffsetJumps.class);

    /** Transaction markers and compacted records leave small gaps; a larger one deserves a line. */
    private static final long LARGE_GAP = 100;

    private final String task;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> known = new HashMap<>();
    private final LongAdder jumps = new LongAdder();
    private final LongAdder offsets = new LongAdder();

    /** @param task its name in the log */
    public OffsetJumps(String task) {
        this.task = task;
    }

    /**
     * Where nothing else knows what should come next: whatever is beyond all that came. Retries come again from before.
     */
    public void follow(Collection<SinkRecord> delivery) {
        for (SinkRecord record : delivery) {
            TopicPartition partition = OriginalPartition.of(record);
            long offset = record.originalKafkaOffset();
            Long expected = next.get(partition);
            if (expected != null && offset > expected) {
                look(partition, expected, offset);
            }
            next.merge(partition, offset + 1, Math::max);
        }
    }

    /** Their records come from wherever their new owner begins. */
    public void forget(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
        known.keySet().removeAll(partitions);
    }

    /** Once a gap, however often it is looked at. */
    void look(TopicPartition partition, long expected, long delivered) {
        if (delivered - expected > LARGE_GAP && !Long.valueOf(delivered).equals(known.put(partition, delivered))) {
            jumps.increment();
            offsets.add(delivered - expected);
            log.info(
                    "{} - {} jumps from offset {} to {}: retention, compaction or a transformation took the records between",
                    task,
                    partition,
                    expected,
                    delivered);
        }
    }

    /** Gaps of more than {@value #LARGE_GAP} offsets. Any thread. */
    public LongAdder jumps() {
        return jumps;
    }

    /** Offsets within these gaps. Any thread. */
    public LongAdder offsets() {
        return offsets;
    }
}
