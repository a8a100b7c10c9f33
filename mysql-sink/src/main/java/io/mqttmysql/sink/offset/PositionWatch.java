// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.failure.Conflict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the stored positions of all partitions of the task with what it knows: a server that took over may have lost
 * commits of a partition for which no record comes. Every 30 s, for each new connection and after a partition came.
 * Task thread.
 */
public final class PositionWatch {
    /** How often at least. */
    public static final Duration INTERVAL = Duration.ofSeconds(30);

    private final OffsetStore store;
    private final PartitionClaims claims;
    private final PositionLift lift;
    private final LongSupplier connections;
    private final Time time;
    private long lastLook;
    private long lastConnections;
    private boolean isNew = true;

    /** @param connections how many physical ones there were */
    public PositionWatch(
            OffsetStore store, PartitionClaims claims, PositionLift lift, LongSupplier connections, Time time) {
        this.store = store;
        this.claims = claims;
        this.lift = lift;
        this.connections = connections;
        this.time = time;
    }

    /** What moves positions over filtered records, and learns from Connect how far Kafka has come. */
    public PositionLift lift() {
        return lift;
    }

    /** Partitions came. */
    public void open() {
        isNew = true;
    }

    public boolean isDue() {
        return isNew || lastConnections != connections.getAsLong() || time.nanoTime() - lastLook >= INTERVAL.toNanos();
    }

    /**
     * Within a transaction; {@link #settle} follows its COMMIT.
     *
     * @param others partitions that are compared elsewhere
     * @return how partitions have to go back
     */
    public Map<TopicPartition, PartitionPlan> look(Connection connection, Collection<TopicPartition> others)
            throws SQLException {
        Set<TopicPartition> partitions = new HashSet<>(claims.partitions());
        partitions.removeAll(others);
        Map<TopicPartition, PartitionPlan> found = new HashMap<>();
        for (Map.Entry<TopicPartition, Optional<StoredOffset>> stored :
                store.read(connection, partitions).entrySet()) {
            TopicPartition partition = stored.getKey();
            claims.compare(partition, stored.getValue(), lift.position(partition))
                    .ifPresent(plan -> found.put(partition, plan));
        }
        setBack(connection, found);
        return found;
    }

    private void setBack(Connection connection, Map<TopicPartition, PartitionPlan> found) throws SQLException {
        Map<TopicPartition, StoredOffset> lost = new HashMap<>();
        found.forEach((partition, plan) -> {
            if (plan.kind() == PartitionPlan.Kind.SET_BACK) {
                lost.put(partition, StoredOffset.at(plan.from()));
            }
        });
        if (!store.make(connection, lost)) {
            throw new Conflict("a position that was gone is there again: " + lost.keySet());
        }
    }

    /** After COMMIT. */
    public void settle(Map<TopicPartition, PartitionPlan> found) {
        isNew = false;
        lastConnections = connections.getAsLong();
        lastLook = time.nanoTime();
        found.forEach((partition, plan) -> claims.goBack(partition, plan.from()));
    }
}
