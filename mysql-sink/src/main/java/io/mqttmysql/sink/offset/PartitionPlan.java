// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.util.Optional;

/**
 * What a transaction does with one partition.
 *
 * @param stored the row that was found and locked
 * @param from records below are stored already
 * @param isRewind nothing of it is written: Kafka shall deliver again from {@code from}
 */
public record PartitionPlan(Optional<StoredOffset> stored, long from, boolean isRewind) {
    public boolean accepts(long offset) {
        return !isRewind && offset >= from;
    }

    public boolean isStored(long offset) {
        return !isRewind && offset < from;
    }
}
