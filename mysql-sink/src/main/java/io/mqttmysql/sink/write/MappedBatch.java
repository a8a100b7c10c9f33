// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.SkippedRecord;
import io.mqttmysql.sink.statement.RecordRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A delivery after mapping. Records are told apart by identity.
 *
 * @param delivered all records, in order
 */
record MappedBatch(
        List<SinkRecord> delivered,
        List<RecordRows> stored,
        List<RecordFailure> failures,
        List<SkippedRecord> skipped) {
    /** Of those that are mapped. */
    static MappedBatch of(Collection<SinkRecord> delivered, MappedRecords mapped) {
        return new MappedBatch(
                mapped.next().map(next -> before(delivered, next)).orElseGet(() -> List.copyOf(delivered)),
                RecordRows.group(mapped.rows()),
                List.copyOf(mapped.failures()),
                List.copyOf(mapped.skipped()));
    }

    MappedBatch only(Predicate<SinkRecord> accepted) {
        return new MappedBatch(
                delivered.stream().filter(accepted).toList(),
                stored.stream().filter(rows -> accepted.test(rows.record())).toList(),
                failures.stream()
                        .filter(failure -> accepted.test(failure.record()))
                        .toList(),
                skipped.stream().filter(left -> accepted.test(left.record())).toList());
    }

    /** Those before the given record. */
    MappedBatch before(SinkRecord end) {
        Set<SinkRecord> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(before(delivered, end));
        return only(known::contains);
    }

    private static List<SinkRecord> before(Collection<SinkRecord> records, SinkRecord end) {
        List<SinkRecord> earlier = new ArrayList<>();
        for (SinkRecord record : records) {
            if (record == end) {
                break;
            }
            earlier.add(record);
        }
        return earlier;
    }
}
