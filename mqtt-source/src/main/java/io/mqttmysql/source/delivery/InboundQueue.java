// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import io.mqttmysql.source.message.InboundMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The hand-off from Paho's callback thread to the task thread, in arrival order. It never blocks Paho's callback
 * thread; its bounds are kept by {@link MessageBuffer}.
 */
final class InboundQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<InboundMessage> messages = new ArrayDeque<>();
    private boolean drainWaits;
    private boolean isClosed;

    /** Paho's callback thread. */
    void offer(InboundMessage message) {
        lock.lock();
        try {
            messages.add(message);
            if (drainWaits) {
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Task thread. Waits at most {@code maxWait} for a first message, then takes what is there, up to {@code max}. */
    List<InboundMessage> drain(int max, Duration maxWait) throws InterruptedException {
        lock.lock();
        try {
            awaitMessage(maxWait.toNanos());
            int count = Math.min(max, messages.size());
            List<InboundMessage> drained = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                drained.add(messages.poll());
            }
            return drained;
        } finally {
            lock.unlock();
        }
    }

    private void awaitMessage(long nanos) throws InterruptedException {
        long left = nanos;
        drainWaits = true;
        try {
            while (messages.isEmpty() && !isClosed && left > 0) {
                left = arrived.awaitNanos(left);
            }
        } finally {
            drainWaits = false;
        }
    }

    /** Any thread. */
    int size() {
        lock.lock();
        try {
            return messages.size();
        } finally {
            lock.unlock();
        }
    }

    /** Any thread. Ends a waiting drain now, and makes later ones return at once. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
