// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is known, when a task starts, of the tasks that this connector had before. */
public final class ConnectorHistory {
    /** So many tasks more than now are looked for; sessions of others end when they expire. */
    private static final int SOUGHT = 64;

    private final int tasksNow;
    private final Map<Integer, TaskMemory> memories;

    private ConnectorHistory(int tasksNow, Map<Integer, TaskMemory> memories) {
        this.tasksNow = tasksNow;
        this.memories = memories;
    }

    /** Blocks until the offsets are read. */
    public static ConnectorHistory read(int tasksNow, TaskMemories memories) {
        List<Integer> tasks = IntStream.range(0, tasksNow + SOUGHT).boxed().toList();
        return new ConnectorHistory(tasksNow, new TreeMap<>(memories.of(tasks)));
    }

    /** Empty where Kafka has no record of the task. */
    Optional<TaskMemory> of(int task) {
        return Optional.ofNullable(memories.get(task));
    }

    Collection<TaskMemory> all() {
        return memories.values();
    }

    /** Tasks that were there once and are gone; their sessions may be abandoned at the broker. */
    public List<Integer> abandonedTasks() {
        int sessions =
                memories.values().stream().mapToInt(TaskMemory::sessions).max().orElse(0);
        return Stream.concat(
                        memories.keySet().stream(),
                        IntStream.range(tasksNow, sessions).boxed())
                .filter(task -> task >= tasksNow)
                .distinct()
                .sorted()
                .toList();
    }
}
