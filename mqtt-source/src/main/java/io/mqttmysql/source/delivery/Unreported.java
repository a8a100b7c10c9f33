// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import io.mqttmysql.source.message.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What Connect was given and has not reported, for the sake of exactly-once workers: such a worker reports a dropped
 * record only together with one that it kept, so that a transformation that drops everything would stall the source.
 *
 * <p>It tells us all the same, on the task thread: when it calls {@code commit} there, everything that was polled
 * before is either in a committed transaction, and then reported, or dropped. Other workers call {@code commit} on
 * another thread, while records are on their way, or on the task thread when no poll follows: that says nothing.
 *
 * <p>Used by the task thread only, but for {@link #settled}.
 */
public final class Unreported {
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private volatile Thread taskThread;
    private boolean settled;

    /** These go to Connect now. */
    public void handedOut(List<Delivery> records) {
        taskThread = Thread.currentThread();
        while (!deliveries.isEmpty() && deliveries.peek().isDone()) {
            deliveries.poll();
        }
        deliveries.addAll(records);
    }

    /** Any thread. Connect called {@code commit}. */
    public void settled() {
        if (Thread.currentThread() == taskThread) {
            settled = true;
        }
    }

    /** At the beginning of a poll: what Connect has dropped for certain. Returned once. */
    public List<Delivery> dropped() {
        if (!settled) {
            return List.of();
        }
        settled = false;
        List<Delivery> dropped =
                deliveries.stream().filter(delivery -> !delivery.isDone()).toList();
        deliveries.clear();
        return dropped;
    }
}
