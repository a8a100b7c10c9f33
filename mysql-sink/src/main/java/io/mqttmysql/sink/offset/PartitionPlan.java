// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.util.Optional;

/**
 * What a transaction does with one partition.
 *
 * @param stored the row that was found and locked
 * @param from records below are stored already
 * @param kind what is done with the records
 */
public record PartitionPlan(Optional<StoredOffset> stored, long from, Kind kind) {
    /** What becomes of the records of the partition. */
    public enum Kind {
        /** Those from {@link #from} on are written. */
        WRITE,
        /** None is written: Kafka shall deliver again from {@link #from}. */
        GO_BACK,
        /** The same, and the stored position goes back with it. */
        SET_BACK
    }

    static PartitionPlan write(Optional<StoredOffset> stored, long from) {
        return new PartitionPlan(stored, from, Kind.WRITE);
    }

    public boolean isRewind() {
        return kind != Kind.WRITE;
    }

    public boolean accepts(long offset) {
        return !isRewind() && offset >= from;
    }

    public boolean isStored(long offset) {
        return !isRewind() && offset < from;
    }
}
