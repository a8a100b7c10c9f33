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

    private static final PublishIdentity NONE = new PublishIdentity(0, Attempt.FIRST, new byte[0]);

    private final PublishIdentity identity;
    private final int bytes;
    private final long arrivedNanos = System.nanoTime();
    private volatile int epoch;
    private volatile int done;

    private Delivery(int epoch, PublishIdentity identity, int bytes) {
        this.epoch = epoch;
        this.identity = identity;
        this.bytes = bytes;
    }

    /** A QoS 1 delivery, which the connection {@code epoch} brought. */
    public static Delivery atLeastOnce(int epoch, PublishIdentity identity, int bytes) {
        return new Delivery(epoch, identity, bytes);
    }

    /** A QoS 0 delivery: nobody waits for an acknowledgement. */
    public static Delivery atMostOnce(int epoch, int bytes) {
        return new Delivery(epoch, NONE, bytes);
    }

    /** The connection that brought it last, counted from 1. */
    public int epoch() {
        return epoch;
    }

    /** Paho's callback thread. A later connection of the same session brought it again. */
    public void cameAgain(int laterEpoch) {
        epoch = laterEpoch;
    }

    /** 0 at QoS 0. */
    public int packetId() {
        return identity.packetId();
    }

    /** What the broker said of it when it came. */
    public Attempt attempt() {
        return identity.attempt();
    }

    /** True for one PUBLISH that came twice, while its packet id means one message. */
    public boolean isSameMessage(Delivery other) {
        return identity.isSameMessage(other.identity);
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
        return packetId() != 0;
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
