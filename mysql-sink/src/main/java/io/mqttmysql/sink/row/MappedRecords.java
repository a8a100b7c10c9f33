// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What the strategies made of one delivery.
 *
 * @param rows in the order of the records; the rows of one record stand together
 * @param failures records that can never be stored, in the order of the records; none of their rows is in {@code rows}
 * @param skipped what no row was made of although nothing is wrong, in the order of the records
 * @param next the record before which the time was over; empty where all are mapped
 */
public record MappedRecords(
        List<Row> rows, List<RecordFailure> failures, List<SkippedRecord> skipped, Optional<SinkRecord> next) {
    /** Of all records. */
    public MappedRecords(List<Row> rows, List<RecordFailure> failures, List<SkippedRecord> skipped) {
        this(rows, failures, skipped, Optional.empty());
    }
}
