// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.row.RecordFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What stands around the rows in their transaction: the guarantee. Task thread only. */
interface CommitProtocol {
    void open(Collection<TopicPartition> partitions);

    void close(Collection<TopicPartition> partitions);

    /** Told once before each delivery, empty ones too. */
    void begin(Collection<SinkRecord> records);

    /**
     * Before the first part of a delivery is stored, at each attempt.
     *
     * @param delivery all of it that is not stored yet
     * @throws org.apache.kafka.connect.errors.ConnectException when no part of it may be stored
     */
    void judge(MappedBatch delivery);

    /**
     * One attempt to store a delivery, or a part of it, in one transaction.
     *
     * @param budget time that is left
     * @return the records that were put aside
     */
    List<RecordFailure> store(MappedBatch batch, Duration budget) throws TransactionFailed;

    /** Told once after all parts of a delivery are stored. */
    void finish();

    /** See Connect's {@code preCommit}. */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> delivered);
}
