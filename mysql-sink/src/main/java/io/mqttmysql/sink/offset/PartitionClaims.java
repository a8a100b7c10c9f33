// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.config.MismatchPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this task believes about the stored position of each of its partitions, and what follows when it sees the real
 * one. Knows no database. Task thread.
 *
 * <p>A partition is <em>claimed</em> when its next offset is known for certain: then the stored one must be the same.
 * It is unclaimed after {@link #open} and after a failure, when the stored one counts.
 */
public final class PartitionClaims {
    private static final Logger log = LoggerFactory.getLogger(PartitionClaims.class);

    /**
     * @param known the offset up to which this task has followed the partition
     * @param position the offset that Kafka delivers next; less than {@code known} while it repeats what is stored
     */
    private record Claim(OptionalLong known, long position, boolean isCertain) {
        static final Claim NONE = new Claim(OptionalLong.empty(), 0, false);
    }

    private final Map<TopicPartition, Claim> claims = new HashMap<>();
    private final String task;
    private final String connector;
    private final MismatchPolicy policy;
    private final OffsetJumps jumps;

    /**
     * @param task its name in the log
     * @param connector its name in messages that name REST calls
     * @param policy what happens where the stored position does not belong to the topic
     */
    public PartitionClaims(String task, String connector, MismatchPolicy policy, OffsetJumps jumps) {
        this.task = task;
        this.connector = connector;
        this.policy = policy;
        this.jumps = jumps;
    }

    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> claims.put(partition, Claim.NONE));
        jumps.forget(partitions);
    }

    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(claims::remove);
    }

    /** The next offset where it is certain. */
    public OptionalLong next(TopicPartition partition) {
        Claim claim = claims.getOrDefault(partition, Claim.NONE);
        return claim.isCertain() ? claim.known() : OptionalLong.empty();
    }

    /** After a failed transaction: the stored position counts again. */
    public void doubt(Collection<TopicPartition> partitions) {
        partitions.forEach(partition ->
                claims.computeIfPresent(partition, (p, old) -> new Claim(old.known(), old.position(), false)));
    }

    /**
     * After COMMIT.
     *
     * @param next the stored offset
     * @param position the offset that Kafka delivers next, or was asked to
     */
    public void claim(TopicPartition partition, long next, long position) {
        claims.put(partition, new Claim(OptionalLong.of(next), position, true));
    }

    /**
     * Whether the stored position may move on to where Kafka has come without a record for us: only from where this
     * task knows it to be, or where there is none and none was known.
     */
    public boolean mayLift(TopicPartition partition, Optional<StoredOffset> stored, long position) {
        OptionalLong known = claims.getOrDefault(partition, Claim.NONE).known();
        return stored.map(offset -> isAt(known, offset) && position > offset.next())
                .orElseGet(known::isEmpty);
    }

    private static boolean isAt(OptionalLong known, StoredOffset stored) {
        return known.isPresent() && known.getAsLong() == stored.next();
    }

    /**
     * @param first offset of what Kafka delivers now
     * @throws ClaimLost when somebody else moved the stored position
     * @throws ConnectException when the stored position cannot belong to this topic
     */
    public PartitionPlan plan(TopicPartition partition, long first, Optional<StoredOffset> stored) throws ClaimLost {
        Claim claim = claims.getOrDefault(partition, Claim.NONE);
        if (claim.isCertain()
                && !stored.map(offset -> isAt(claim.known(), offset)).orElse(false)) {
            throw new ClaimLost(partition, claim.known().getAsLong(), stored);
        }
        if (stored.isEmpty()) {
            return new PartitionPlan(stored, first, false);
        }
        long next = stored.get().next();
        boolean isFollowed = isAt(claim.known(), stored.get());
        // also after a failed attempt: what was delivered before it does not come again
        if (isFollowed && first < Math.min(next, claim.position())) {
            return recreated(partition, first, stored, next);
        }
        if (first > next && !isFollowed) {
            log.info(
                    "{} - {} is stored up to {}, Kafka starts at {}: asking for the rest",
                    task,
                    partition,
                    next,
                    first);
            return new PartitionPlan(stored, next, true);
        }
        if (first < next && !isFollowed) {
            log.info(
                    "{} - {} is stored up to {}, Kafka starts at {}: passing over what is stored",
                    task,
                    partition,
                    next,
                    first);
        }
        return followed(partition, first, stored, next);
    }

    /** Gaps are taken as they are; the records between do not come again. */
    private PartitionPlan followed(TopicPartition partition, long first, Optional<StoredOffset> stored, long next) {
        jumps.look(partition, next, first);
        return new PartitionPlan(stored, next, false);
    }

    private PartitionPlan recreated(TopicPartition partition, long first, Optional<StoredOffset> stored, long known) {
        return switch (policy) {
            case FAIL ->
                throw new ConnectException(String.format(
                        "Kafka delivers offset %d of %s, but everything below %d is stored: the topic was re-created."
                                + " Stop the connector (PUT /connectors/%s/stop), reset its offsets (DELETE"
                                + " /connectors/%s/offsets) and resume it, or set exactly.once.on.mismatch=restart.",
                        first, partition, known, connector, connector));
            case RESTART -> {
                log.warn("{} - {} was re-created: going on at {} instead of {}", task, partition, first, known);
                yield new PartitionPlan(stored, first, false);
            }
        };
    }

    /**
     * Compares a record that seems to be stored with what is known about the stored one.
     *
     * @param first offset of this delivery
     */
    PartitionPlan verify(TopicPartition partition, PartitionPlan plan, SinkRecord record, long first) {
        Optional<StoredOffset> stored = plan.stored();
        boolean isLast = stored.isPresent()
                && record.originalKafkaOffset() == stored.get().next() - 1;
        boolean isOther = isLast
                && record.timestamp() != null
                && stored.get().lastTimestamp().isPresent()
                && stored.get().lastTimestamp().getAsLong() != record.timestamp();
        return isOther ? recreated(partition, first, stored, stored.get().next()) : plan;
    }

    /** The stored position is not where this task left it. */
    public static final class ClaimLost extends Exception {
        private static final long serialVersionUID = 1L;

        ClaimLost(TopicPartition partition, long expected, Optional<StoredOffset> found) {
            super("the stored offset of " + partition + " is "
                    + found.map(StoredOffset::next).map(String::valueOf).orElse("gone") + ", not " + expected
                    + ": another task wrote, or the server lost its last commits");
        }
    }
}
