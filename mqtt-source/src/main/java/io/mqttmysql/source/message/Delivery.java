// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One message on its way from the broker to Kafka, and what is needed to acknowledge it afterwards.
 *
 * <p>Identity, never equality: two equal messages are two deliveries. Any thread.
 */
public final class Delivery {
    private static final AtomicIntegerFieldUpdater<Delivery> DONE =
            AtomicIntegerFieldUpdater.newUpdater(Delivery.class, "done");

    private final int epoch;
    private final int packetId;
    private final int bytes;
    private final long arrivedNanos = System.nanoTime();
    private volatile int done;

    private Delivery(int epoch, int packetId, int bytes) {
        this.epoch = epoch;
        this.packetId = packetId;
        this.bytes = bytes;
    }

    /** A QoS 1 delivery: {@code packetId} (1 to 65535) means something only on the connection {@code epoch}. */
    public static Delivery atLeastOnce(int epoch, int packetId, int bytes) {
        return new Delivery(epoch, packetId, bytes);
    }

    /** A QoS 0 delivery: nobody waits for an acknowledgement. */
    public static Delivery atMostOnce(int epoch, int bytes) {
        return new Delivery(epoch, 0, bytes);
    }

    /** The connection that brought it, counted from 1. */
    public int epoch() {
        return epoch;
    }

    public int packetId() {
        return packetId;
    }

    /** Memory that the message takes while it waits, an estimate. */
    public int bytes() {
        return bytes;
    }

    /** When it arrived, on the clock of {@link System#nanoTime}. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    public boolean wantsAcknowledgement() {
        return packetId != 0;
    }

    public int qos() {
        return wantsAcknowledgement() ? 1 : 0;
    }

    /** Kafka has it, or it was dropped on purpose. Returns true the first time only. */
    public boolean complete() {
        return DONE.compareAndSet(this, 0, 1);
    }

    public boolean isDone() {
        return done == 1;
    }
}
