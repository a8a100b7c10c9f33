// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.message.Inbox;

/**
 * One connection to a broker, from CONNECT to its end; never used again afterwards. The seam behind which a client
 * library stands.
 *
 * <p>All methods belong to the session thread. What arrives goes to the {@link Inbox} on a thread of the library.
 */
interface MqttLink {
    /** Makes links. */
    interface Factory {
        /** {@code onLoss} is called, from any thread, when {@link MqttLink#loss} begins to return something. */
        MqttLink create(Request request, Inbox inbox, Runnable onLoss);
    }

    /** What differs from link to link. */
    record Request(int epoch, String serverUri, Start start, int receiveMaximum) {}

    /** Whether the broker is asked for what it kept. */
    enum Start {
        RESUME,
        CLEAN,
        /** Clean, and nothing is left at the broker when the link ends, whatever the protocol version. */
        PASSING
    }

    /** Connects; waits no longer than the connect timeout. */
    SessionState connect() throws LinkException, InterruptedException;

    /** Subscribes and checks every answer; waits no longer than the connect timeout. */
    void subscribe() throws LinkException, InterruptedException;

    /** Queues an acknowledgement; does not wait for the network. */
    void acknowledge(int packetId) throws LinkException;

    /** Why the link is down, or null. */
    LinkException loss();

    /** Sends what is queued and says goodbye; at most about two seconds. The broker keeps the session. */
    void disconnect();

    /** Frees everything, at once. Idempotent. */
    void close();
}
