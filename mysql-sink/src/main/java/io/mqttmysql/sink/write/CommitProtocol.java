// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.connection.TransactionFailed;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What stands around the rows and their transactions: the delivery guarantee. Task thread. */
interface CommitProtocol {
    void open(Collection<TopicPartition> partitions);

    void close(Collection<TopicPartition> partitions);

    /**
     * Told once before each delivery, empty ones too.
     *
     * @param records those that are held from before, then the new ones
     * @param deadline after which nothing is begun that is not urgent
     */
    void begin(Collection<SinkRecord> records, Deadline deadline);

    /** The parts of a delivery, one after the other, each through {@link #store}. */
    @FunctionalInterface
    interface Parts {
        void store() throws TransactionFailed;
    }

    /**
     * One attempt to store what is left of a delivery.
     *
     * @param delivery all of it that is not stored yet
     * @return partitions that Kafka was asked to deliver again from an earlier offset: what is held of them is void
     * @throws org.apache.kafka.connect.errors.ConnectException when no part of it may be stored
     */
    Set<TopicPartition> deliver(MappedBatch delivery, Parts parts) throws TransactionFailed;

    /**
     * One part of a delivery in one transaction.
     *
     * @param deadline after which what is done of it is stored, and the rest is left
     * @return the first record that is left
     * @throws org.apache.kafka.connect.errors.DataException at a bad record where none is tolerated; what came before
     *     it is stored where that is safe
     */
    Optional<SinkRecord> store(MappedBatch part, Deadline deadline) throws TransactionFailed;

    /** See Connect's {@code preCommit}. */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> delivered);
}
