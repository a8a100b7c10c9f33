// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import io.mqttmysql.source.message.Attempt;
import io.mqttmysql.source.message.Delivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The unacknowledged QoS 1 deliveries of one connection, in arrival order, and those of the connection before, which
 * may come again on this one.
 *
 * <p>Invariants: deliveries leave in arrival order and only as a contiguous done prefix (MQTT-4.6.0-2). A delivery of
 * an earlier connection enters only when the broker brings it again, so that it is never acknowledged otherwise. A
 * packet id is acknowledged once, after all that came under it.
 *
 * <p>Threads: Paho's callback thread tracks, the session thread takes, any thread completes a delivery.
 */
final class AckWindow {
    /** More copies than these are not on their way when their message is acknowledged; some 200 bytes each. */
    private static final int MOST_REMEMBERED = 4_096;

    private final int epoch;
    private final int capacity;
    private final Queue<Delivery> open = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Delivery> byPacketId = new ConcurrentHashMap<>();
    private final Map<Integer, Delivery> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Delivery> oldestAcknowledged = new ArrayDeque<>(); // session thread only
    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean isClosed;

    /** What was not acknowledged on the connection {@code earlierEpoch} and did not come again yet. */
    private final Map<Integer, Delivery> earlier;

    private final int earlierEpoch;

    /** Of a session that nothing is known of. */
    AckWindow(int epoch, int capacity) {
        this(epoch, capacity, 0, new ConcurrentHashMap<>());
    }

    private AckWindow(int epoch, int capacity, int earlierEpoch, Map<Integer, Delivery> earlier) {
        this.epoch = epoch;
        this.capacity = capacity;
        this.earlierEpoch = earlierEpoch;
        this.earlier = earlier;
    }

    /**
     * Session thread. The window of the next connection. An attempt that the broker did not accept is not counted: what
     * could come again before it can come again after it. Of the predecessor only what it brought itself counts:
     * of anything older a broker that forgets may have used the packet id for another message meanwhile.
     */
    AckWindow next(int nextEpoch, int nextCapacity, int predecessor) {
        if (predecessor == 0) {
            return new AckWindow(nextEpoch, nextCapacity);
        }
        if (predecessor == epoch) {
            return new AckWindow(nextEpoch, nextCapacity, epoch, byPacketId);
        }
        return predecessor == earlierEpoch
                ? new AckWindow(nextEpoch, nextCapacity, earlierEpoch, earlier)
                : new AckWindow(nextEpoch, nextCapacity);
    }

    int epoch() {
        return epoch;
    }

    /** Paho's callback thread. True while deliveries of this epoch may still come in. */
    boolean isOpenFor(Delivery delivery) {
        return !isClosed && delivery.epoch() == epoch;
    }

    /**
     * Paho's callback thread. True when this connection brought the same before. Once it is acknowledged a broker may
     * use its packet id again, so that then only one who says so sent it before, ahead of our acknowledgement.
     */
    boolean isCopy(Delivery arrival) {
        Delivery held = byPacketId.get(arrival.packetId());
        if (held == null && arrival.attempt() != Attempt.FIRST) {
            held = acknowledged.get(arrival.packetId());
        }
        return held != null && held.isSameMessage(arrival);
    }

    /**
     * Paho's callback thread. The delivery of the connection before that this arrival is, or null. Either way the
     * packet id has its meaning on this connection now, and no later arrival can be that delivery.
     */
    Delivery takeEarlier(Delivery arrival) {
        Delivery held = earlier.remove(arrival.packetId());
        return held != null && arrival.attempt() == Attempt.RESENT && held.isSameMessage(arrival) ? held : null;
    }

    /** Paho's callback thread. False when the broker sent more than it may. */
    boolean track(Delivery delivery) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            return false;
        }
        byPacketId.put(delivery.packetId(), delivery); // first: once it is in the queue it may leave at once
        return open.add(delivery);
    }

    /** Paho's callback thread. What comes later must not overtake what was refused, so nothing comes any longer. */
    void close() {
        isClosed = true;
    }

    /**
     * Session thread. Removes and returns the head when it is done, else null. One whose packet id the broker has used
     * for another message since is passed over: the acknowledgement of that one answers both.
     */
    Delivery nextDone() {
        while (hasDone()) {
            // before the acknowledgement: the broker may answer it with the next message at once
            size.decrementAndGet();
            Delivery done = open.remove();
            remember(done); // first: a copy finds it in one of the two
            if (byPacketId.remove(done.packetId(), done)) {
                return done;
            }
        }
        return null;
    }

    private void remember(Delivery done) {
        acknowledged.put(done.packetId(), done);
        oldestAcknowledged.add(done);
        if (oldestAcknowledged.size() > MOST_REMEMBERED) {
            Delivery oldest = oldestAcknowledged.remove();
            acknowledged.remove(oldest.packetId(), oldest);
        }
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
