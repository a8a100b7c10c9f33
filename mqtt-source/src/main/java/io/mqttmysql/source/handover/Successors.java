// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.config.TaskShare;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which tasks have subscribed their filters under the present division. Of this task its session says so; of the
 * others Kafka does: a record that was made after this task started, under the same division, by a task that had
 * subscribed. What the task before remembered says nothing, since the filters may have been elsewhere in the meantime.
 *
 * <p>It also knows whether this task is still one of them: a record of another division, or of another start of this
 * task, that appeared since it started, means that it was replaced and does not know it yet.
 *
 * <p>Reading blocks, so it is done on a thread of its own, which is there only once somebody asked.
 */
public final class Successors implements AutoCloseable {
    /** A task to which nothing is published proves nothing: it is looked for less and less often. */
    private static final int SLOWEST = 12;

    private final Logger log;
    private final String owner;
    private final TaskShare share;
    private final TaskMemories memories;
    private final Duration interval;
    private final Map<Integer, TaskMemory> before = new ConcurrentHashMap<>();
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private final Set<Integer> subscribed = ConcurrentHashMap.newKeySet();
    private final Set<Integer> awaited = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final Semaphore wakeUps = new Semaphore(0);
    private boolean isStarted; // guarded by this
    private boolean knowsAllBefore; // the thread's own, once it runs
    private boolean isUnreadable; // the thread's own
    private volatile long answered;
    private volatile boolean isReplaced;
    private volatile boolean isClosed;

    /**
     * @param history as it stood when this task started
     * @param interval how often the offsets are read at first
     */
    public Successors(
            String owner, TaskShare share, TaskMemories memories, ConnectorHistory history, Duration interval) {
        this(owner, share, memories, history, interval, LoggerFactory.getLogger(Successors.class));
    }

    Successors(
            String owner,
            TaskShare share,
            TaskMemories memories,
            ConnectorHistory history,
            Duration interval,
            Logger log) {
        this.log = log;
        this.owner = owner;
        this.share = share;
        this.memories = memories;
        this.interval = interval;
        this.knowsAllBefore = history.isComplete();
        ConnectorHistory.everyTask(share)
                .forEach(task -> history.of(task).ifPresent(memory -> before.put(task, memory)));
    }

    /** Records of this instance are this task's. */
    void recognise(String instance) {
        ours.add(instance);
    }

    /** Any thread. Somebody will ask for these tasks. */
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

    /** Any thread. Asks Kafka whether this task has been replaced; returns the number of the question. */
    long ask() {
        long question = requests.incrementAndGet();
        begin();
        wakeUps.release();
        return question;
    }

    private synchronized void begin() {
        if (!isStarted && !isClosed) {
            isStarted = true;
            Thread thread = new Thread(this::watch, "mqtt-handover-" + owner);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Any thread. True when Kafka was read after this question was asked, and nothing there replaces this task. */
    boolean isConfirmed(long question) {
        return answered >= question && !isReplaced;
    }

    /** Any thread. True when this task was replaced and does not know it yet. */
    boolean isReplaced() {
        return isReplaced;
    }

    private void watch() {
        try {
            long pause = interval.toMillis();
            while (!isClosed) {
                boolean isComplete = answered == requests.get() && subscribed.containsAll(awaited);
                if (isComplete) {
                    wakeUps.acquire();
                    pause = interval.toMillis();
                } else if (!wakeUps.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                    pause = Math.min(2 * pause, interval.multipliedBy(SLOWEST).toMillis());
                }
                wakeUps.drainPermits();
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long question = requests.get();
        if (isClosed) {
            return;
        }
        Map<Integer, TaskMemory> now;
        try {
            now = memories.of(ConnectorHistory.everyTask(share));
        } catch (RuntimeException e) {
            unreadable(e); // Connect throws what it likes while a task stops or Kafka is away
            return;
        }
        isUnreadable = false;
        if (!knowsAllBefore) {
            now.forEach(before::putIfAbsent);
            knowsAllBefore = true;
        }
        now.forEach(this::judge);
        answered = question;
    }

    /** Told once, until they can be read again. */
    private void unreadable(RuntimeException failure) {
        if (!isUnreadable && !isClosed) {
            isUnreadable = true;
            log.warn(
                    "{} - Kafka Connect cannot read this connector's offsets ({}): sessions and subscriptions that tasks"
                            + " left at the broker stay until it can. It is asked again and again",
                    owner,
                    failure.toString());
        }
        log.debug("{} - the source offsets could not be read", owner, failure);
    }

    private void judge(int task, TaskMemory memory) {
        if (isProof(task, memory)) {
            subscribed.add(task);
        }
        if (replaces(task, memory) && !isReplaced) {
            isReplaced = true;
            log.warn(
                    "{} - a newer task of this connector has stored records (task {}), so this one was replaced and gives"
                            + " up no subscription and no session any more; if it was not, restart the connector",
                    owner,
                    task);
        }
    }

    private boolean isProof(int task, TaskMemory memory) {
        return !memory.equals(before.get(task)) && memory.plan().equals(share.fingerprint());
    }

    /** A record by somebody who was not there when this task started. */
    private boolean replaces(int task, TaskMemory memory) {
        TaskMemory known = before.get(task);
        boolean isNew = !ours.contains(memory.instance())
                && (known == null || !known.instance().equals(memory.instance()));
        boolean isOfAnotherDivision = !memory.plan().isEmpty() && !memory.plan().equals(share.fingerprint());
        return isNew && (isOfAnotherDivision || task == share.index());
    }

    /** Does not wait for the thread, which may be reading. */
    @Override
    public void close() {
        isClosed = true;
        wakeUps.release();
    }
}
