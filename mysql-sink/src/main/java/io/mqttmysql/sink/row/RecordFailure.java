// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Why one record can never be stored. Reported once, however many rows it would have been.
 *
 * @param strategy the strategy that took the record
 * @param table the table it was for, where that was known
 * @param column the column at fault, where one was
 * @param reason one sentence without payloads or secrets
 */
public record RecordFailure(
        SinkRecord record, String strategy, Optional<String> table, Optional<String> column, String reason) {

    /** Topic, partition, offset, strategy, table, column, reason: what the dead-letter queue and a stopped task show. */
    public DataException asException() {
        return new DataException(sentence());
    }

    public String sentence() {
        StringBuilder text = new StringBuilder("Record ")
                .append(record.originalTopic())
                .append('-')
                .append(record.originalKafkaPartition())
                .append('@')
                .append(record.originalKafkaOffset())
                .append(" cannot be stored: strategy '")
                .append(strategy)
                .append('\'');
        table.ifPresent(name -> text.append(", table '").append(name).append('\''));
        column.ifPresent(name -> text.append(", column '").append(name).append('\''));
        return text.append(": ").append(reason).toString();
    }
}
