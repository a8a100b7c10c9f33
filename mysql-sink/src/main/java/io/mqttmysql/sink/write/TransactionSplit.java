// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.SkippedRecord;
import io.mqttmysql.sink.statement.ParameterBinder;
import io.mqttmysql.sink.statement.RecordRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Cuts a delivery into transactions, between records: where the bytes are over the limit, and into halves for as long
 * as the server says that a transaction is too much for it, or the time is not enough for one. Task thread.
 */
final class TransactionSplit {
    private final long maxBytes;
    private int maxRecords = Integer.MAX_VALUE;
    private boolean wasRefused;

    TransactionSplit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** At least one, in order; the whole batch itself where it fits. */
    List<MappedBatch> parts(MappedBatch batch) {
        long bytes = batch.stored().stream().mapToLong(TransactionSplit::size).sum();
        return bytes <= maxBytes && batch.delivered().size() <= maxRecords ? List.of(batch) : new Cut(batch).parts();
    }

    /** The server refused a transaction as a whole. Once may be chance; twice, and the next ones are half as long. */
    void refused(MappedBatch transaction) {
        if (wasRefused) {
            halve(transaction);
        }
        wasRefused = true;
    }

    /** Of what there was no time for. */
    void halve(MappedBatch transaction) {
        maxRecords = Math.max(1, transaction.delivered().size() / 2);
    }

    /** A delivery is stored whole: the next may be longer again. */
    void passed() {
        wasRefused = false;
        maxRecords = maxRecords > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : maxRecords * 2;
    }

    private static long size(RecordRows record) {
        long size = 0;
        for (Row row : record.rows()) {
            size += ParameterBinder.size(row);
        }
        return size;
    }

    /** One walk over the records; all else comes in their order. */
    private final class Cut {
        private final MappedBatch batch;
        private final Iterator<RecordRows> stored;
        private final Iterator<RecordFailure> failures;
        private final Iterator<SkippedRecord> skipped;
        private final List<MappedBatch> parts = new ArrayList<>();
        private MappedBatch part = empty();
        private long bytes;

        Cut(MappedBatch batch) {
            this.batch = batch;
            this.stored = batch.stored().iterator();
            this.failures = batch.failures().iterator();
            this.skipped = batch.skipped().iterator();
        }

        List<MappedBatch> parts() {
            RecordRows rows = next(stored);
            RecordFailure failure = next(failures);
            SkippedRecord left = next(skipped);
            for (SinkRecord record : batch.delivered()) {
                boolean hasRows = rows != null && rows.record() == record;
                begin(hasRows ? size(rows) : 0);
                part.delivered().add(record);
                if (hasRows) {
                    part.stored().add(rows);
                    rows = next(stored);
                }
                if (failure != null && failure.record() == record) {
                    part.failures().add(failure);
                    failure = next(failures);
                }
                while (left != null && left.record() == record) {
                    part.skipped().add(left);
                    left = next(skipped);
                }
            }
            parts.add(part);
            return parts;
        }

        private void begin(long size) {
            boolean isFull = bytes + size > maxBytes || part.delivered().size() >= maxRecords;
            if (isFull && !part.delivered().isEmpty()) {
                parts.add(part);
                part = empty();
                bytes = 0;
            }
            bytes += size;
        }

        private static MappedBatch empty() {
            return new MappedBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        private static <T> T next(Iterator<T> iterator) {
            return iterator.hasNext() ? iterator.next() : null;
        }
    }
}
