// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.model.ModelPartition.Entry;
import io.mqttmysql.model.ModelPartition.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what the server has committed with what Kafka has: the claim of decision 17, and in the end that all of it is
 * there. One thread.
 */
final class HistoryJudge {
    private final List<ModelPartition> kafka;
    private final Set<String> letters;

    /** @param letters records that were reported, by {@link Entry#id} */
    HistoryJudge(List<ModelPartition> kafka, Set<String> letters) {
        this.kafka = kafka;
        this.letters = letters;
    }

    /**
     * At any moment: rows are what the positions say, each once, and states the last of these.
     *
     * @param hasFailedOver whether Kafka may still be ahead of the server
     */
    void judge(ModelDatabase.Seen seen, boolean hasFailedOver) {
        assertThat(seen.rows().values()).as("rows of one record: %s", seen).allMatch(count -> count == 1);
        for (ModelPartition partition : kafka) {
            long next = seen.positions().getOrDefault(partition.number(), 0L);
            Set<String> rows = rows(seen, partition);
            if (partition.epoch() > 0 && rows.isEmpty()) {
                continue; // the position may still be the one of the topic before
            }
            assertThat(rows)
                    .as("rows of partition %d below %d", partition.number(), next)
                    .isEqualTo(ids(partition.below(next, kind -> kind == Kind.GOOD)));
            assertThat(seen.states())
                    .as("states of partition %d below %d", partition.number(), next)
                    .containsAllEntriesOf(states(partition.below(next, kind -> kind == Kind.GOOD)));
            assertThat(letters)
                    .as("letters of partition %d below %d", partition.number(), next)
                    .containsAll(ids(partition.below(next, HistoryJudge::isBad)));
            if (!hasFailedOver) {
                assertThat(partition.below(partition.committed().orElse(0), Kind::isDelivered))
                        .as("what Kafka may forget of partition %d", partition.number())
                        .allMatch(entry -> entry.offset() < next);
            }
        }
    }

    /** Whether everything that a task was to be given is dealt with. */
    boolean isComplete(ModelDatabase.Seen seen) {
        return kafka.stream().allMatch(partition -> {
            long end = partition.lastDelivered();
            return seen.positions().getOrDefault(partition.number(), 0L) >= end
                    && rows(seen, partition).equals(ids(partition.below(end, kind -> kind == Kind.GOOD)))
                    && letters.containsAll(ids(partition.below(end, HistoryJudge::isBad)));
        });
    }

    private static boolean isBad(Kind kind) {
        return kind == Kind.UNFIT || kind == Kind.REFUSED;
    }

    /** Of the topic as it is now. */
    private static Set<String> rows(ModelDatabase.Seen seen, ModelPartition partition) {
        String own = partition.number() + "/" + partition.epoch() + "/";
        return seen.rows().keySet().stream().filter(id -> id.startsWith(own)).collect(Collectors.toSet());
    }

    private static Map<String, Long> states(List<Entry> entries) {
        Map<String, Long> states = new HashMap<>();
        entries.forEach(entry -> states.put(entry.key(), entry.state()));
        return states;
    }

    private static Set<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).collect(Collectors.toSet());
    }

    /** For a person. */
    String state(ModelDatabase.Seen seen) {
        return kafka.stream()
                .map(partition -> "partition %d: stored up to %s, committed in Kafka %s, ends at %d"
                        .formatted(
                                partition.number(),
                                Map.copyOf(seen.positions()).get(partition.number()),
                                partition.committed(),
                                partition.end()))
                .collect(Collectors.joining("; "));
    }
}
