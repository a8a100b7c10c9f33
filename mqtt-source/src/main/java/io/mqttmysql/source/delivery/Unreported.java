// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import io.mqttmysql.source.message.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Connect was given and has not reported, for the sake of exactly-once workers: such a worker reports a dropped
 * record only together with one that it kept, so that a transformation that drops everything would stall the source.
 *
 * <p>It tells us all the same, on the task thread: when it calls {@code commit} there, everything that it has sent is
 * in a committed transaction, and then reported. Of the newest batch it may not have sent all: where Kafka is away and
 * the connector is paused, it commits in the middle of the batch and sends the rest after the pause (Kafka 4.3.1). It
 * polls again only when the whole batch is sent or dropped, so {@code commit} settles what was handed out before the
 * newest poll began. Other workers call {@code commit} on another thread, while records are on their way, or on the
 * task thread when no poll follows: that says nothing.
 *
 * <p>Task thread. {@link #settled} alone: any thread.
 */
public final class Unreported {
    private final Deque<Delivery> earlier = new ArrayDeque<>();
    private final List<Delivery> newest = new ArrayList<>();
    private volatile Thread taskThread;
    private boolean settled;

    /** At the end of a poll: these go to Connect now. */
    public void handedOut(List<Delivery> records) {
        taskThread = Thread.currentThread();
        newest.addAll(records);
    }

    /** Any thread. Connect called {@code commit}. */
    public void settled() {
        if (Thread.currentThread() == taskThread) {
            settled = true;
        }
    }

    /** At the beginning of a poll: what Connect has dropped for certain. Returned once. */
    public List<Delivery> dropped() {
        List<Delivery> dropped = List.of();
        if (settled) {
            settled = false;
            dropped = earlier.stream().filter(delivery -> !delivery.isDone()).toList();
            earlier.clear();
        }
        while (!earlier.isEmpty() && earlier.peek().isDone()) {
            earlier.poll();
        }
        earlier.addAll(newest);
        newest.clear();
        return dropped;
    }

    /** True while Connect may have dropped something without a word, so that it should commit. */
    public boolean isWaiting() {
        return Stream.concat(earlier.stream(), newest.stream()).anyMatch(delivery -> !delivery.isDone());
    }
}
