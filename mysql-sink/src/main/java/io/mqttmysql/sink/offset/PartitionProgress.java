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
    // the last record that is dealt with, and the latest time of them
    private SinkRecord last;
    private long newest = Long.MIN_VALUE;

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

    /** This record and those behind it come once more. */
    void leave(SinkRecord record) {
        end = record.originalKafkaOffset();
    }

    /** The stored position is locked: what it makes of this partition. */
    void lock(PartitionClaims claims, Optional<StoredOffset> stored) throws ClaimLost {
        plan = claims.plan(partition, first, stored);
    }

    /** Compares a record that seems to be stored with what is known about the stored one. */
    void verify(PartitionClaims claims, SinkRecord record) {
        plan = claims.verify(partition, plan, record);
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
        if (record.timestamp() != null) {
            newest = Math.max(newest, record.timestamp());
        }
    }

    /** The position to store in place of the locked one; empty where it stays as it is. */
    Optional<StoredOffset> moved() {
        return switch (plan.kind()) {
            case GO_BACK -> Optional.empty();
            case SET_BACK -> Optional.of(StoredOffset.at(plan.from()));
            case WRITE ->
                last == null
                                || plan.stored()
                                        .filter(stored -> stored.next() == next())
                                        .isPresent()
                        ? Optional.empty()
                        : Optional.of(new StoredOffset(next(), timestamp(), newest(), OptionalLong.of(next())));
        };
    }

    Optional<StoredOffset> locked() {
        return plan.stored();
    }

    /** After COMMIT. */
    void settle(PartitionClaims claims) {
        if (plan.isRewind()) {
            claims.goBack(partition, plan.from());
        } else if (last != null) {
            claims.claim(partition, Math.max(plan.from(), next()), end);
        } else if (plan.stored().isPresent()) {
            claims.claim(partition, plan.from(), end);
        }
    }

    /** Over all that is stored: what a sink of format 1 knew of it is the time of the last record. */
    private OptionalLong newest() {
        long before = plan.stored()
                .map(stored -> stored.latest().orElse(stored.lastTimestamp().orElse(Long.MIN_VALUE)))
                .orElse(Long.MIN_VALUE);
        long all = Math.max(before, newest);
        return all == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(all);
    }

    private long next() {
        return last.originalKafkaOffset() + 1;
    }

    private OptionalLong timestamp() {
        return last.timestamp() == null ? OptionalLong.empty() : OptionalLong.of(last.timestamp());
    }
}
