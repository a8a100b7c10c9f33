// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.util.OptionalLong;

/**
 * What a task knows of one partition.
 *
 * @param known the offset up to which this task has followed the partition
 * @param position the offset that Kafka delivers next; less than {@code known} while it repeats what is stored
 * @param isCertain whether the stored position must be {@code known}
 * @param began the first {@code known} of this assignment
 * @param repeats where the repeat began that lasts
 */
record PartitionClaim(OptionalLong known, long position, boolean isCertain, OptionalLong began, OptionalLong repeats) {
    static final PartitionClaim NONE =
            new PartitionClaim(OptionalLong.empty(), 0, false, OptionalLong.empty(), OptionalLong.empty());

    boolean isAt(StoredOffset stored) {
        return known.isPresent() && known.getAsLong() == stored.next();
    }

    PartitionClaim doubted() {
        return new PartitionClaim(known, position, false, began, repeats);
    }

    PartitionClaim stored(long next, long delivered) {
        OptionalLong since =
                began.isPresent() ? OptionalLong.of(Math.min(began.getAsLong(), next)) : OptionalLong.of(next);
        return new PartitionClaim(
                OptionalLong.of(next), delivered, true, since, delivered < next ? repeats : OptionalLong.empty());
    }

    PartitionClaim begun(long from) {
        return began.isPresent()
                ? this
                : new PartitionClaim(known, position, isCertain, OptionalLong.of(from), repeats);
    }

    /** A delivery that starts at {@code first}, of a partition that is stored up to {@code next}. */
    PartitionClaim delivers(long first, long next) {
        OptionalLong since =
                first >= next ? OptionalLong.empty() : repeats.isPresent() ? repeats : OptionalLong.of(first);
        return new PartitionClaim(known, position, isCertain, began, since);
    }

    /** While a repeat lasts it may turn out to be none: a restart shall see all of it again. */
    OptionalLong committable(long delivered) {
        if (!isCertain || known.isEmpty()) {
            return OptionalLong.empty();
        }
        long limit = delivered >= known.getAsLong() ? known.getAsLong() : repeats.orElse(delivered);
        return OptionalLong.of(Math.min(limit, delivered));
    }
}
