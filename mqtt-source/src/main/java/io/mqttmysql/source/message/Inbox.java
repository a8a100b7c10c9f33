// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/**
 * Where a session puts what the broker sends, and where it learns what may be acknowledged.
 *
 * <p>Session thread. {@link #accept} alone: Paho's callback thread; it never blocks.
 */
public interface Inbox {
    /**
     * Starts the window of a new connection; from now on only this epoch is accepted and acknowledged. Nothing that was
     * accepted before is dropped, whatever the broker says of the session.
     *
     * @param capacity how many deliveries may be unacknowledged
     * @param predecessor the connection whose session this one resumes, if the broker has it still; what was not
     *     acknowledged there may come again here. 0 for none
     */
    void connecting(int epoch, int capacity, int predecessor);

    Admission accept(InboundMessage message);

    /** The next delivery to acknowledge in arrival order, or null while its head is not in Kafka. */
    Delivery nextDone();

    /** True when {@link #nextDone} would return a delivery. Any thread. */
    boolean hasDone();

    /**
     * Asked again and again after {@link Admission#OVER_BYTES}. True when there is room again for what was not taken,
     * and the least comes twice with it.
     */
    boolean isWorthAsking();

    /** What came so far. */
    Traffic traffic();

    /** The session cannot go on; the sentence is shown to the operator. */
    void fail(String sentence);
}
