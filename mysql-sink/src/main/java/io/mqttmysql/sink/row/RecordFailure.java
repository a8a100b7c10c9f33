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
 * @param kind the reason as it is counted
 * @param reason one sentence without secrets; it may quote a short value of the record
 */
public record RecordFailure(
        SinkRecord record,
        String strategy,
        Optional<String> table,
        Optional<String> column,
        ErrantReason kind,
        String reason) {
    /** Of a record that could not be mapped: something about its payload, or a value for the column. */
    public RecordFailure(
            SinkRecord record, String strategy, Optional<String> table, Optional<String> column, String reason) {
        this(record, strategy, table, column, column.isPresent() ? ErrantReason.VALUE : ErrantReason.PAYLOAD, reason);
    }

    /**
     * Topic, partition, offset, strategy, table, column, reason: what the dead-letter queue and a stopped task show.
     */
    public DataException asException() {
        return new DataException(sentence());
    }

    public String sentence() {
        return "Record " + record.originalTopic() + "-" + record.originalKafkaPartition() + "@"
                + record.originalKafkaOffset() + " cannot be stored: " + place() + ": " + reason;
    }

    /** Strategy, table and column, as far as they are known. */
    public String place() {
        return "strategy '" + strategy + "'"
                + table.map(name -> ", table '" + name + "'").orElse("")
                + column.map(name -> ", column '" + name + "'").orElse("");
    }
}
