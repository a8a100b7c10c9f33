// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import io.mqttmysql.source.message.Delivery;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The unacknowledged QoS 1 deliveries of one connection, in arrival order.
 *
 * <p>Invariant: deliveries leave in arrival order and only as a contiguous done prefix (MQTT-4.6.0-2). A delivery of
 * another epoch never enters, so it is never acknowledged here.
 *
 * <p>Threads: Paho's callback thread tracks, the session thread takes, any thread completes a delivery.
 */
final class AckWindow {
    private final int epoch;
    private final int capacity;
    private final Queue<Delivery> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean isClosed;

    /** @param capacity the receive maximum that was announced to the broker */
    AckWindow(int epoch, int capacity) {
        this.epoch = epoch;
        this.capacity = capacity;
    }

    int epoch() {
        return epoch;
    }

    /** Paho's callback thread. True while deliveries of this epoch may still come in. */
    boolean isOpenFor(Delivery delivery) {
        return !isClosed && delivery.epoch() == epoch;
    }

    /** Paho's callback thread. False when the broker sent more than it may. */
    boolean track(Delivery delivery) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            return false;
        }
        return open.add(delivery);
    }

    /** Paho's callback thread. What comes later must not overtake what was refused, so nothing comes any longer. */
    void close() {
        isClosed = true;
    }

    /** Session thread. Removes and returns the head when it is done, else null. */
    Delivery nextDone() {
        if (!hasDone()) {
            return null;
        }
        // before the acknowledgement: the broker may answer it with the next message at once
        size.decrementAndGet();
        return open.poll();
    }

    /** Any thread. */
    int size() {
        return size.get();
    }

    /** Any thread. */
    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Any thread. */
    Duration headAge() {
        Delivery head = open.peek();
        return head == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - head.arrivedNanos());
    }

    boolean hasDone() {
        Delivery head = open.peek();
        return head != null && head.isDone();
    }
}
