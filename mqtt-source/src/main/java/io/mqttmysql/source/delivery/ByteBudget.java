// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import io.mqttmysql.source.message.Delivery;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that messages take from their arrival until Connect reports them: one budget for both levels of QoS.
 * QoS 0 gives way: where QoS 1 comes too it may take half only, and nothing while a QoS 1 message that found no room is
 * still at the broker. So a flood of QoS 0 never keeps QoS 1 out.
 *
 * <p>A single message always fits, however large, or its link would be dropped forever.
 *
 * <p>Any thread.
 */
final class ByteBudget {
    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong heldQos1 = new AtomicLong();
    private volatile boolean hasMetQos1;
    private volatile long refusedBytes; // of the QoS 1 message that found no room; 0 where there is none

    /** @param limit in bytes */
    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** Takes the bytes of a QoS 1 message, or returns false where they do not fit. */
    boolean takeQos1(int bytes) {
        hasMetQos1 = true;
        if (!take(bytes)) {
            refusedBytes = bytes;
            return false;
        }
        refusedBytes = 0;
        heldQos1.addAndGet(bytes);
        return true;
    }

    /** Takes the bytes of a QoS 0 message, or returns false where it has to give way. */
    boolean takeQos0(int bytes) {
        long heldQos0 = held.get() - heldQos1.get();
        boolean givesWay = refusedBytes > 0 || (hasMetQos1 && heldQos0 + bytes > limit / 2);
        return (!givesWay || held.get() == 0) && take(bytes);
    }

    private boolean take(int bytes) {
        for (long before = held.get(); before == 0 || before + bytes <= limit; before = held.get()) {
            if (held.compareAndSet(before, before + bytes)) {
                return true;
            }
        }
        return false;
    }

    void release(Delivery delivery) {
        if (delivery.wantsAcknowledgement()) {
            heldQos1.addAndGet(-delivery.bytes());
        }
        held.addAndGet(-delivery.bytes());
    }

    boolean isEmpty() {
        return held.get() == 0;
    }

    /** True when half is free and what found no room fits: else the next link would not last either. */
    boolean isHalfFree() {
        long now = held.get();
        return now == 0 || (now <= limit / 2 && now + refusedBytes <= limit);
    }
}
