// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.failure.Repeats;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said of positions that are not where this task left them. Two tasks that both believe a partition to be
 * theirs move it at each delivery: the first time is told, then how often it was. Task thread.
 */
final class LostClaims {
    private final String task;
    private final LongSupplier nanoClock;
    private final Logger log;
    private final Map<TopicPartition, Repeats> byPartition = new HashMap<>();

    /** @param task its name in the log */
    LostClaims(String task) {
        this(task, System::nanoTime, LoggerFactory.getLogger(LostClaims.class));
    }

    LostClaims(String task, LongSupplier nanoClock, Logger log) {
        this.task = task;
        this.nanoClock = nanoClock;
        this.log = log;
    }

    /** Returns what it says, for whoever cannot go on. */
    ClaimLost tell(TopicPartition partition, long expected, StoredOffset found) {
        ClaimLost lost = new ClaimLost(partition, expected, found);
        tell(partition, lost.getMessage());
        return lost;
    }

    void tell(TopicPartition partition, String sentence) {
        long times = byPartition
                .computeIfAbsent(partition, unseen -> new Repeats(nanoClock))
                .count();
        if (times > 0) {
            log.warn("{} - {}{}", task, sentence, Repeats.words(times));
        }
    }

    /** They belong to another task, or are claimed for the first time. */
    void forget(Collection<TopicPartition> partitions) {
        byPartition.keySet().removeAll(partitions);
    }
}
