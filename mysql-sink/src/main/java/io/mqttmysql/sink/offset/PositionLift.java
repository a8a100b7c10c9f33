// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.Conflict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves stored positions over records that a transformation filtered, now and then: no row does. Never a position that
 * somebody else moved, and none ever back. Task thread.
 */
public final class PositionLift {
    private static final Logger log = LoggerFactory.getLogger(PositionLift.class);

    private final OffsetStore store;
    private final PartitionClaims claims;
    private final DeliveredPositions positions;

    public PositionLift(OffsetStore store, PartitionClaims claims, Time time) {
        this.store = store;
        this.claims = claims;
        this.positions = new DeliveredPositions(time);
    }

    /** Connect says how far Kafka has come. */
    public void learn(TopicPartition partition, long position) {
        positions.learn(partition, position);
    }

    /** Kafka was asked to go back: what Connect says until then is not true of this partition. */
    public void goBack(TopicPartition partition) {
        positions.goBack(partition);
    }

    /** The offset that Kafka delivers next, where it is known. */
    OptionalLong position(TopicPartition partition) {
        return positions.of(partition);
    }

    public void close(Collection<TopicPartition> partitions) {
        positions.close(partitions);
    }

    /**
     * Before each delivery, empty ones too. Its own partitions are left out: their records move them, or show that they
     * must go back. Not urgent: a failure leaves it to the next time.
     */
    public void begin(Collection<SinkRecord> records, Transactions transactions) {
        positions.begin();
        Map<TopicPartition, Long> due = new HashMap<>(positions.due());
        due.entrySet().removeIf(entry -> claims.next(entry.getKey()).orElse(-1) >= entry.getValue());
        if (!due.isEmpty()) {
            records.forEach(record -> due.remove(OriginalPartition.of(record)));
        }
        if (!due.isEmpty()) {
            lift(due, transactions);
        }
    }

    private void lift(Map<TopicPartition, Long> due, Transactions transactions) {
        try {
            store.require(transactions);
            transactions
                    .run(connection -> lift(connection, due))
                    .forEach((partition, position) -> claims.claim(partition, position, position));
        } catch (TransactionFailed e) {
            claims.doubt(due.keySet());
            log.debug("Positions of filtered records were not stored now: {}", e.getMessage());
        }
    }

    /** Returns what it moved. */
    private Map<TopicPartition, Long> lift(Connection connection, Map<TopicPartition, Long> due) throws SQLException {
        Map<TopicPartition, Optional<StoredOffset>> stored = store.lock(connection, due.keySet());
        Map<TopicPartition, Long> lifted = new HashMap<>(due);
        lifted.entrySet()
                .removeIf(entry -> !claims.mayLift(entry.getKey(), stored.get(entry.getKey()), entry.getValue()));
        Map<TopicPartition, StoredOffset> made = new HashMap<>();
        Map<TopicPartition, StoredOffset> moved = new HashMap<>();
        lifted.forEach((partition, position) -> stored.get(partition)
                .ifPresentOrElse(
                        from -> moved.put(
                                partition,
                                new StoredOffset(
                                        position, OptionalLong.empty(), from.newest(), OptionalLong.of(position))),
                        () -> made.put(partition, StoredOffset.at(position))));
        if (!store.make(connection, made) || !store.move(connection, moved)) {
            throw new Conflict("a stored position changed under its lock: " + lifted.keySet());
        }
        return lifted;
    }
}
