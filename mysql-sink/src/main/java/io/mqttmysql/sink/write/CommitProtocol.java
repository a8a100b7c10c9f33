// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.connection.TransactionFailed;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
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
     */
    void begin(Collection<SinkRecord> records);

    /** The parts of a delivery, one after the other, each through {@link #store}. */
    @FunctionalInterface
    interface Parts {
        void store() throws TransactionFailed;
    }

    /**
     * One attempt to store what is left of a delivery.
     *
     * @param delivery all of it that is not stored yet
     * @throws org.apache.kafka.connect.errors.ConnectException when no part of it may be stored
     */
    void deliver(MappedBatch delivery, Parts parts) throws TransactionFailed;

    /**
     * One part of a delivery in one transaction.
     *
     * @param budget time that is left
     * @throws org.apache.kafka.connect.errors.DataException at a bad record where none is tolerated; what came before
     *     it is stored where that is safe
     */
    void store(MappedBatch part, Duration budget) throws TransactionFailed;

    /** See Connect's {@code preCommit}. */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> delivered);
}
