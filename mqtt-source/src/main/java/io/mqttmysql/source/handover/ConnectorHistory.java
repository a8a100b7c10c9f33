// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.config.TaskShare;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is known, when a task starts, of the tasks that this connector had before. */
public final class ConnectorHistory {
    /** So many tasks more than now are looked for; sessions of others end when they expire. */
    private static final int SOUGHT = 64;

    private final TaskShare share;
    private final boolean isComplete;
    private final Map<Integer, TaskMemory> memories;

    private ConnectorHistory(TaskShare share, boolean isComplete, Map<Integer, TaskMemory> memories) {
        this.share = share;
        this.isComplete = isComplete;
        this.memories = new TreeMap<>(memories);
    }

    /**
     * Blocks until the offsets are read. The first task looks for tasks that are gone, too. Another needs those of all
     * only where the filters were divided otherwise before.
     */
    public static ConnectorHistory read(TaskShare share, TaskMemories memories) {
        if (share.index() == 0) {
            return all(share, memories);
        }
        ConnectorHistory own = new ConnectorHistory(share, false, memories.of(Set.of(0, share.index())));
        return own.isSettled() ? own : all(share, memories);
    }

    private static ConnectorHistory all(TaskShare share, TaskMemories memories) {
        return new ConnectorHistory(share, true, memories.of(everyTask(share)));
    }

    /** False where only those tasks were asked for that matter to a settled one. */
    boolean isComplete() {
        return isComplete;
    }

    /** Every task that there may be, or may have been. */
    static List<Integer> everyTask(TaskShare share) {
        return IntStream.range(0, share.count() + SOUGHT).boxed().toList();
    }

    /** Empty where Kafka has no record of the task, or where it was not asked. */
    Optional<TaskMemory> of(int task) {
        return Optional.ofNullable(memories.get(task));
    }

    Collection<TaskMemory> all() {
        return memories.values();
    }

    /** True when this task had subscribed what it is to subscribe now and nothing else, under the same division. */
    boolean isSettled() {
        return of(share.index())
                .filter(memory -> memory.plan().equals(share.fingerprint()))
                .filter(memory -> Set.copyOf(memory.subscriptions()).equals(Set.copyOf(share.subscriptions())))
                .isPresent();
    }

    /** Tasks that were there once and are gone, and whose sessions may be abandoned at the broker. */
    public List<Integer> abandonedTasks() {
        return memories.entrySet().stream()
                .filter(memory -> !isSettled(memory.getValue()))
                .flatMap(memory -> beyond(memory.getKey(), memory.getValue()))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }

    /** The first task says of whom nothing is left; whoever started later is none of them. */
    private boolean isSettled(TaskMemory memory) {
        return of(0).map(first -> first.settled().contains(memory.instance())).orElse(false);
    }

    /** The tasks of which a record tells and that there are not any more. */
    private Stream<Integer> beyond(int task, TaskMemory memory) {
        int end = Math.min(memory.sessions(), share.count() + SOUGHT); // offsets can be altered by hand
        Stream<Integer> gone = IntStream.range(share.count(), end).boxed();
        return task < share.count() ? gone : Stream.concat(gone, Stream.of(task));
    }

    /** How many sessions this task knows of: those that are abandoned go with its records until they are ended. */
    int sessions() {
        if (share.index() == 0) {
            List<Integer> abandoned = abandonedTasks();
            return abandoned.isEmpty() ? share.count() : abandoned.get(abandoned.size() - 1) + 1;
        }
        return of(share.index())
                .filter(memory -> !isSettled(memory))
                .map(memory -> Math.max(memory.sessions(), share.count()))
                .orElse(share.count());
    }

    /** Whose word of abandoned sessions has been followed already. */
    Set<String> settledInstances() {
        return of(0).map(first -> {
                    Set<String> settled = speakers();
                    settled.retainAll(first.settled());
                    return settled;
                })
                .orElse(Set.of());
    }

    /** Whose word of sessions of tasks that are gone is known. */
    Set<String> speakers() {
        return memories.entrySet().stream()
                .filter(memory ->
                        beyond(memory.getKey(), memory.getValue()).findAny().isPresent())
                .map(memory -> memory.getValue().instance())
                .filter(instance -> !instance.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
