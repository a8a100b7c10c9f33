// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.FailureSentence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Positions that an earlier exactly-once left behind, seen by a task that stores at least once: when exactly-once comes
 * again, all that was stored meanwhile would be stored twice. Removed before the first rows of their partition.
 *
 * <p>Another Connect cluster may have a connector of the same name in the same database, and Connect does not tell a
 * task which cluster it is in. A position is known as this connector's by its end: Kafka goes on exactly there, or
 * repeats the record before it with the same time. Task thread.
 */
public final class LeftPositions {
    private final Logger log;
    private final OffsetStore store;
    private final String task;
    private final String sentence;
    private final Map<TopicPartition, Long> first = new HashMap<>();
    private Collection<SinkRecord> delivery = List.of();
    private boolean isDenied;

    /**
     * @param store the positions of this connector
     * @param task its name in the log
     */
    public LeftPositions(OffsetStore store, String task) {
        this(store, task, LoggerFactory.getLogger(LeftPositions.class));
    }

    LeftPositions(OffsetStore store, String task, Logger log) {
        this.log = log;
        this.store = store;
        this.task = task;
        this.sentence = store.removal();
    }

    /** They are looked for with the next records. */
    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> first.put(partition, -1L));
    }

    public void close(Collection<TopicPartition> partitions) {
        first.keySet().removeAll(partitions);
    }

    /** A delivery begins. */
    public void see(Collection<SinkRecord> records) {
        delivery = records;
        if (!first.isEmpty()) {
            records.forEach(record -> first.computeIfPresent(
                    OriginalPartition.of(record), (p, old) -> old < 0 ? record.originalKafkaOffset() : old));
        }
    }

    /** Before rows of the delivery are stored. */
    public void remove(Transactions transactions) throws TransactionFailed {
        List<TopicPartition> seen = first.entrySet().stream()
                .filter(entry -> entry.getValue() >= 0)
                .map(Map.Entry::getKey)
                .toList();
        if (seen.isEmpty() || isDenied) {
            return;
        }
        try {
            transactions.run(connection -> remove(connection, seen));
            seen.forEach(first::remove);
        } catch (TransactionFailed e) {
            if (e.kind() != FailureKind.CONFIGURATION) {
                throw e;
            }
            isDenied = true;
            log.warn(
                    "{} - positions of an earlier exactly_once were not looked for: {}. {}",
                    task,
                    FailureSentence.ofOutage(e.reason()),
                    sentence);
        }
    }

    private Connection remove(Connection connection, List<TopicPartition> partitions) throws SQLException {
        if (store.find(connection)) {
            for (var stored : store.lock(connection, partitions).entrySet()) {
                TopicPartition partition = stored.getKey();
                if (stored.getValue().isPresent()) {
                    remove(connection, partition, stored.getValue().get());
                }
            }
        }
        return connection;
    }

    private void remove(Connection connection, TopicPartition partition, StoredOffset left) throws SQLException {
        if (isOurs(partition, left)) {
            store.delete(connection, partition);
            log.info(
                    "{} - {}: the position {} of an earlier exactly_once is removed; Kafka's own counts now",
                    task,
                    partition,
                    left.next());
        } else {
            log.warn(
                    "{} - {}: there is a position {} of exactly_once, and Kafka goes on at {}: perhaps of another Connect"
                            + " cluster. {}",
                    task,
                    partition,
                    left.next(),
                    first.get(partition),
                    sentence);
        }
    }

    private boolean isOurs(TopicPartition partition, StoredOffset left) {
        return first.get(partition) == left.next()
                || delivery.stream()
                        .filter(record -> OriginalPartition.is(partition, record))
                        .anyMatch(record -> record.originalKafkaOffset() == left.next() - 1
                                && record.timestamp() != null
                                && left.lastTimestamp().isPresent()
                                && left.lastTimestamp().getAsLong() == record.timestamp());
    }
}
