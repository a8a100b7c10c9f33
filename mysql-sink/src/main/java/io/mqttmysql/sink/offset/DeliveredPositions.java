// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * How far Kafka has come, where that is further than the last record: a transformation filters the rest. Learnt from
 * preCommit, used now and then to lift the stored position.
 *
 * <p>Invariant: a position that Connect names between our request to go back and its seek is not taken for one.
 */
public final class DeliveredPositions {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Time time;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> goingBack = new HashSet<>();
    private long lastLift;

    public DeliveredPositions(Time time) {
        this.time = time;
        this.lastLift = time.nanoTime();
    }

    /** Connect seeks before each delivery. */
    public void begin() {
        goingBack.clear();
    }

    public void goBack(TopicPartition partition) {
        goingBack.add(partition);
        positions.remove(partition);
    }

    public void learn(TopicPartition partition, long position) {
        if (!goingBack.contains(partition)) {
            positions.put(partition, position);
        }
    }

    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        goingBack.removeAll(partitions);
    }

    /** Of one partition, where it is known. */
    OptionalLong of(TopicPartition partition) {
        Long position = positions.get(partition);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** What is known, once each interval; otherwise nothing. */
    public Map<TopicPartition, Long> due() {
        if (time.nanoTime() - lastLift < INTERVAL.toNanos()) {
            return Map.of();
        }
        lastLift = time.nanoTime();
        return Map.copyOf(positions);
    }
}
