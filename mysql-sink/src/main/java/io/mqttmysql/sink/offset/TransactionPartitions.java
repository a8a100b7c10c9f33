// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.failure.Conflict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The partitions of one transaction: their positions are locked, compared with what this task claims, moved with the
 * rows and, after COMMIT, claimed. Task thread.
 */
public final class TransactionPartitions {
    private final List<SinkRecord> records;
    private final PartitionClaims claims;
    private final Map<TopicPartition, PartitionProgress> byPartition = new HashMap<>();
    // Kafka delivers the records of one partition together
    private PartitionProgress latest;

    /** @param records of the transaction, in order */
    public TransactionPartitions(List<SinkRecord> records, PartitionClaims claims) {
        this.records = records;
        this.claims = claims;
        records.forEach(record -> at(record).deliver(record));
    }

    private PartitionProgress at(SinkRecord record) {
        if (latest == null || !OriginalPartition.is(latest.partition(), record)) {
            latest = byPartition.computeIfAbsent(
                    OriginalPartition.of(record), partition -> new PartitionProgress(partition, record));
        }
        return latest;
    }

    /**
     * Locks and compares the stored positions.
     *
     * @throws Conflict when somebody else moved one: nothing may be written, all is claimed again
     */
    public void lock(Connection connection, OffsetStore store) throws SQLException {
        for (Map.Entry<TopicPartition, Optional<StoredOffset>> stored :
                store.lock(connection, byPartition.keySet()).entrySet()) {
            try {
                byPartition.get(stored.getKey()).lock(claims, stored.getValue());
            } catch (ClaimLost e) {
                throw Conflict.told(e.getMessage());
            }
        }
        records.forEach(record -> at(record).verify(claims, record));
    }

    /**
     * After a rollback within the transaction, which let others at the positions.
     *
     * @throws Conflict when one is not as it was
     */
    public void lockAgain(Connection connection, OffsetStore store) throws SQLException {
        for (Map.Entry<TopicPartition, Optional<StoredOffset>> stored :
                store.lock(connection, byPartition.keySet()).entrySet()) {
            if (!byPartition.get(stored.getKey()).locked().equals(stored.getValue())) {
                String sentence = "the stored position of " + stored.getKey()
                        + " was moved by another task, or set, while a bad record was looked for";
                claims.losses().tell(stored.getKey(), sentence);
                throw Conflict.told(sentence);
            }
        }
    }

    /** Whether the record is to be written. */
    public boolean accepts(SinkRecord record) {
        return at(record).accepts(record);
    }

    /** How many records were stored by earlier transactions. */
    public long stored() {
        return records.stream().filter(record -> at(record).isStored(record)).count();
    }

    /**
     * Moves the positions over what is dealt with.
     *
     * @param settled the records that are written or reported as errant, in order
     * @throws Conflict when a position is not as it was locked, or was made by somebody else meanwhile
     */
    public void advance(Connection connection, OffsetStore store, List<SinkRecord> settled) throws SQLException {
        settled.forEach(record -> at(record).advance(record));
        Map<TopicPartition, StoredOffset> made = new HashMap<>();
        Map<TopicPartition, StoredOffset> moved = new HashMap<>();
        byPartition.forEach((partition, progress) ->
                progress.moved().ifPresent(to -> (progress.locked().isPresent() ? moved : made).put(partition, to)));
        if (!store.make(connection, made) || !store.move(connection, moved)) {
            throw new Conflict("a stored position changed under its lock: " + byPartition.keySet());
        }
    }

    /**
     * After COMMIT.
     *
     * @param left the first record that is not dealt with: it and those behind it come once more
     */
    public void settle(Optional<SinkRecord> left) {
        left.ifPresent(first -> {
            int last = records.size() - 1;
            for (int i = last; i >= 0 && (i == last || records.get(i + 1) != first); i--) {
                at(records.get(i)).leave(records.get(i));
            }
        });
        byPartition.values().forEach(progress -> progress.settle(claims));
    }

    /** Those of the transaction. */
    public Set<TopicPartition> partitions() {
        return byPartition.keySet();
    }

    /** After a failure: the stored positions count again. */
    public void doubt() {
        claims.doubt(byPartition.keySet());
    }
}
