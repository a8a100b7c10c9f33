// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.config.MismatchPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
 * It is unclaimed after {@link #open} and after a failure, when the stored one counts. While a partition is <em>going
 * back</em>, from {@link #goBack} to {@link #wentBack}, nothing of it is written.
 */
public final class PartitionClaims {
    private static final Logger log = LoggerFactory.getLogger(PartitionClaims.class);

    private final Map<TopicPartition, PartitionClaim> claims = new HashMap<>();
    private final Map<TopicPartition, Long> goingBack = new HashMap<>();
    private final String task;
    private final String connector;
    private final MismatchPolicy policy;
    private final OffsetJumps jumps;
    private final LostClaims losses;

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
        this.losses = new LostClaims(task);
    }

    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> claims.put(partition, PartitionClaim.NONE));
        goingBack.keySet().removeAll(partitions);
        losses.forget(partitions);
        jumps.forget(partitions);
    }

    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(claims::remove);
        goingBack.keySet().removeAll(partitions);
        losses.forget(partitions);
    }

    LostClaims losses() {
        return losses;
    }

    private PartitionClaim of(TopicPartition partition) {
        return claims.getOrDefault(partition, PartitionClaim.NONE);
    }

    /** Those of this task. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(claims.keySet());
    }

    /** The next offset where it is certain. */
    public OptionalLong next(TopicPartition partition) {
        PartitionClaim claim = of(partition);
        return claim.isCertain() ? claim.known() : OptionalLong.empty();
    }

    /**
     * What Kafka may take for done; empty where nothing is certain.
     *
     * @param position the offset that Kafka delivers next
     */
    public OptionalLong committable(TopicPartition partition, long position) {
        Long from = goingBack.get(partition);
        return from == null ? of(partition).committable(position) : OptionalLong.of(Math.min(from, position));
    }

    /** After a failed transaction: the stored position counts again. */
    public void doubt(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> claims.computeIfPresent(partition, (p, old) -> old.doubted()));
    }

    /**
     * After COMMIT.
     *
     * @param next the stored offset
     * @param position the offset that Kafka delivers next, or was asked to
     */
    public void claim(TopicPartition partition, long next, long position) {
        claims.put(partition, of(partition).stored(next, position));
    }

    /** Kafka will be asked to deliver again from there. */
    public void goBack(TopicPartition partition, long from) {
        goingBack.put(partition, from);
    }

    boolean isGoingBack(TopicPartition partition) {
        return goingBack.containsKey(partition);
    }

    /** Where Kafka is asked to deliver from now; these positions are claimed. */
    public Map<TopicPartition, Long> wentBack() {
        Map<TopicPartition, Long> from = Map.copyOf(goingBack);
        goingBack.clear();
        from.forEach((partition, offset) -> claim(partition, offset, offset));
        return from;
    }

    /**
     * Whether the stored position may move on to where Kafka has come without a record for us: only from where this
     * task knows it to be, or where there is none and none was known.
     */
    public boolean mayLift(TopicPartition partition, Optional<StoredOffset> stored, long position) {
        PartitionClaim claim = of(partition);
        return !isGoingBack(partition)
                && stored.map(offset -> claim.isAt(offset) && position > offset.next())
                        .orElseGet(() -> claim.known().isEmpty());
    }

    /**
     * @param first offset of what Kafka delivers now
     * @throws ClaimLost when somebody else moved the stored position
     * @throws ConnectException when the stored position cannot belong to this topic
     */
    public PartitionPlan plan(TopicPartition partition, long first, Optional<StoredOffset> stored) throws ClaimLost {
        PartitionClaim claim = of(partition);
        if (isGoingBack(partition)) {
            return new PartitionPlan(stored, goingBack.get(partition), PartitionPlan.Kind.GO_BACK);
        }
        if (stored.isEmpty()) {
            return claim.known().isPresent() ? gone(partition, claim) : begun(partition, stored, first, first);
        }
        boolean isFollowed = claim.isAt(stored.get());
        if (claim.isCertain() && !isFollowed) {
            throw losses.tell(partition, claim.known().getAsLong(), stored.get());
        }
        long next = stored.get().next();
        if (next < claim.known().orElse(next)) {
            losses.tell(partition, claim.known().getAsLong(), stored.get());
        }
        if (isFollowed && first < Math.min(next, claim.position())) {
            return mismatch(Mismatch.RECREATED, partition, stored, first, first);
        }
        if (first != next && !isFollowed) {
            log.info(
                    "{} - {} is stored up to {}, Kafka starts at {}: {}",
                    task,
                    partition,
                    next,
                    first,
                    first > next ? "asking for the rest" : "passing over what is stored");
        }
        if (first > next && !isFollowed) {
            claims.put(partition, claim.begun(next));
            return new PartitionPlan(stored, next, PartitionPlan.Kind.GO_BACK);
        }
        jumps.look(partition, next, first);
        return begun(partition, stored, next, first);
    }

    private PartitionPlan begun(TopicPartition partition, Optional<StoredOffset> stored, long from, long first) {
        claims.put(partition, of(partition).begun(from).delivers(first, from));
        return PartitionPlan.write(stored, from);
    }

    private PartitionPlan gone(TopicPartition partition, PartitionClaim claim) {
        long from = claim.began().orElse(claim.known().getAsLong());
        return mismatch(Mismatch.GONE, partition, Optional.empty(), from, from);
    }

    /** Back to where nothing is lost, or a sentence; Kafka is not told more than that either way. */
    private PartitionPlan mismatch(
            Mismatch found, TopicPartition partition, Optional<StoredOffset> stored, long offset, long from) {
        long position = stored.map(StoredOffset::next)
                .orElseGet(() -> of(partition).known().orElse(from));
        String sentence = found.sentence(connector, partition, offset, position, from);
        return switch (policy) {
            case FAIL -> {
                goBack(partition, from);
                throw new ConnectException(sentence);
            }
            case RESTART -> {
                log.warn("{} - going back to offset {}. {}", task, from, sentence);
                yield new PartitionPlan(stored, from, PartitionPlan.Kind.SET_BACK);
            }
        };
    }

    /** Compares a record that seems to be stored with what is known about the stored ones. */
    PartitionPlan verify(TopicPartition partition, PartitionPlan plan, SinkRecord record) {
        long offset = record.originalKafkaOffset();
        if (plan.stored().isEmpty() || !plan.isStored(offset)) {
            return plan;
        }
        StoredOffset stored = plan.stored().get();
        Mismatch found = stored.judge(record);
        long repeated = of(partition).repeats().orElse(offset);
        return switch (found) {
            case NONE, GONE -> plan;
            case RECREATED -> mismatch(found, partition, plan.stored(), offset, repeated);
            case SET_FORWARD -> {
                long from = Math.max(stored.moved().getAsLong(), repeated);
                yield mismatch(found, partition, plan.stored(), offset, from);
            }
        };
    }

    /**
     * Compares the position of a partition that no record came for.
     *
     * @param position the offset that Kafka delivers next, where it is known
     * @return how to go back, empty where all is as it should be
     */
    Optional<PartitionPlan> compare(TopicPartition partition, Optional<StoredOffset> stored, OptionalLong position) {
        PartitionClaim claim = of(partition);
        if (isGoingBack(partition)) {
            return Optional.empty();
        }
        if (stored.isEmpty()) {
            return claim.known().isPresent() ? Optional.of(gone(partition, claim)) : Optional.empty();
        }
        long next = stored.get().next();
        long reached = claim.known().orElse(position.orElse(next));
        if (next >= reached) {
            return Optional.empty();
        }
        if (claim.known().isPresent()) {
            losses.tell(partition, reached, stored.get());
        } else {
            log.info("{} - {} is stored up to {}, Kafka is at {}: asking for the rest", task, partition, next, reached);
            claims.put(partition, claim.begun(next));
        }
        return Optional.of(new PartitionPlan(stored, next, PartitionPlan.Kind.GO_BACK));
    }
}
