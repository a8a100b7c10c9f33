// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where a record came from, whatever a transformation called its topic since: positions are those of Kafka. */
public final class OriginalPartition {
    private OriginalPartition() {}

    /** Any thread. */
    public static TopicPartition of(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }

    /** The same answer without making an object. */
    static boolean is(TopicPartition partition, SinkRecord record) {
        return partition.partition() == record.originalKafkaPartition()
                && partition.topic().equals(record.originalTopic());
    }
}
