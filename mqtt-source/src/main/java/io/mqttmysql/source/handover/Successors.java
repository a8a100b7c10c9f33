// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.config.TaskShare;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which tasks have subscribed their filters under the present division. Of this task its session says so; of the
 * others Kafka does: a record that was made after this task started, under the same division, by a task that had
 * subscribed. What the task before remembered says nothing, since the filters may have been elsewhere in the meantime.
 *
 * <p>Reading blocks, so it is done on a thread of its own, and only for as long as somebody waits for a task.
 */
public final class Successors implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Successors.class);

    /** A task to which nothing is published proves nothing: it is looked for less and less often. */
    private static final int SLOWEST = 12;

    private final String owner;
    private final TaskShare share;
    private final TaskMemories memories;
    private final ConnectorHistory history;
    private final Duration interval;
    private final Set<Integer> subscribed = ConcurrentHashMap.newKeySet();
    private final Set<Integer> awaited = new HashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param history as it stood when this task started
     * @param interval how often the offsets are read at first
     */
    public Successors(
            String owner, TaskShare share, TaskMemories memories, ConnectorHistory history, Duration interval) {
        this.owner = owner;
        this.share = share;
        this.memories = memories;
        this.history = history;
        this.interval = interval;
    }

    /** Begins to look for the tasks that are waited for. */
    public void start() {
        if (!awaited.isEmpty()) {
            Thread thread = new Thread(this::watch, "mqtt-handover-" + owner);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Before {@link #start}: somebody will ask for these tasks. */
    void expect(Collection<Integer> tasks) {
        tasks.stream().filter(task -> task != share.index()).forEach(awaited::add);
    }

    /** This task's session has its subscriptions. */
    void haveSubscribed() {
        subscribed.add(share.index());
    }

    boolean haveSubscribed(Collection<Integer> tasks) {
        return subscribed.containsAll(tasks);
    }

    private void watch() {
        try {
            long pause = interval.toMillis();
            while (!closed.await(pause, TimeUnit.MILLISECONDS) && !subscribed.containsAll(awaited)) {
                look();
                pause = Math.min(2 * pause, interval.multipliedBy(SLOWEST).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Map<Integer, TaskMemory> now = memories.of(awaited);
            subscribed.addAll(now.keySet().stream()
                    .filter(task -> isProof(task, now.get(task)))
                    .collect(Collectors.toSet()));
        } catch (RuntimeException e) {
            // Connect throws what it likes while a task stops or Kafka is away
            log.debug("{} - the source offsets could not be read", owner, e);
        }
    }

    private boolean isProof(int task, TaskMemory memory) {
        boolean isRecent =
                history.of(task).map(before -> !before.equals(memory)).orElse(true);
        return isRecent && memory.plan().equals(share.fingerprint());
    }

    /** Does not wait for the thread, which may be reading. */
    @Override
    public void close() {
        closed.countDown();
    }
}
