// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/**
 * Where a session puts what the broker sends, and where it learns what may be acknowledged.
 *
 * <p>Session thread. {@link #accept} alone: Paho's callback thread; it never blocks.
 */
public interface Inbox {
    /** Starts the window of a new connection; from now on only this epoch is accepted and acknowledged. */
    void connecting(int epoch, int receiveMaximum);

    /**
     * The broker resumed the session that it had on the epochs from {@code firstEpoch} up to, not including,
     * {@code epoch}: it sends again what was not acknowledged on them, so copies that still wait here are dropped.
     */
    void resumed(int firstEpoch, int epoch);

    Admission accept(InboundMessage message);

    /** The next delivery to acknowledge in arrival order, or null while its head is not in Kafka. */
    Delivery nextDone();

    /** True when {@link #nextDone} would return a delivery. Any thread. */
    boolean hasDone();

    /** False while so much waits that a new connection could only add to it. */
    boolean hasRoom();

    /** True when half of what may wait is free again, so that it is worth asking for what was not taken. */
    boolean isHalfFree();

    /** What came so far. */
    Traffic traffic();

    /** The session cannot go on; the sentence is shown to the operator. */
    void fail(String sentence);
}
