// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One partition in one transaction: what of it was delivered, what the stored position makes of that, and how far it
 * comes. Task thread.
 *
 * <p>{@link #lock} comes first, then {@link #verify} for each record in order; only then {@link #accepts} and
 * {@link #isStored} tell the truth. {@link #advance} follows each record that is dealt with, {@link #settle} COMMIT.
 */
public final class PartitionProgress {
    private final TopicPartition partition;
    private final long first;
    private long end;

    // known once the position is locked
    private PartitionPlan plan;
    // the last record that is dealt with
    private SinkRecord last;

    /** @param first the first record of it */
    PartitionProgress(TopicPartition partition, SinkRecord first) {
        this.partition = partition;
        this.first = first.originalKafkaOffset();
    }

    TopicPartition partition() {
        return partition;
    }

    /** One more record was delivered. */
    void deliver(SinkRecord record) {
        end = record.originalKafkaOffset() + 1;
    }

    /** The stored position is locked: what it makes of this partition. */
    void lock(PartitionClaims claims, Optional<StoredOffset> stored) throws PartitionClaims.ClaimLost {
        plan = claims.plan(partition, first, stored);
    }

    /** Compares a record that seems to be stored with what is known about the stored one. */
    void verify(PartitionClaims claims, SinkRecord record) {
        plan = claims.verify(partition, plan, record, first);
    }

    /** Whether the record is to be written. */
    public boolean accepts(SinkRecord record) {
        return plan.accepts(record.originalKafkaOffset());
    }

    /** Whether the record was stored by an earlier transaction. */
    boolean isStored(SinkRecord record) {
        return plan.isStored(record.originalKafkaOffset());
    }

    /** The record is written or reported as errant. */
    void advance(SinkRecord record) {
        last = record;
    }

    /** The position to store in place of the locked one; empty where it stays as it is. */
    Optional<StoredOffset> moved() {
        boolean isMoved = last != null
                && !plan.isRewind()
                && plan.stored().filter(stored -> stored.next() == next()).isEmpty();
        return isMoved ? Optional.of(new StoredOffset(next(), timestamp())) : Optional.empty();
    }

    Optional<StoredOffset> locked() {
        return plan.stored();
    }

    /** After COMMIT. Returns where Kafka has to go back to; empty where it goes on. */
    OptionalLong settle(PartitionClaims claims) {
        if (plan.isRewind()) {
            return OptionalLong.of(plan.from());
        }
        claims.claim(partition, last == null ? plan.from() : Math.max(plan.from(), next()), end);
        return OptionalLong.empty();
    }

    private long next() {
        return last.originalKafkaOffset() + 1;
    }

    private OptionalLong timestamp() {
        return last.timestamp() == null ? OptionalLong.empty() : OptionalLong.of(last.timestamp());
    }
}
