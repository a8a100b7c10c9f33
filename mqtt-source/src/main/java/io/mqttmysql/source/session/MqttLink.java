// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.session.terms.BrokerTerms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One connection to a broker, from CONNECT to its end; never used again afterwards. The seam behind which a client
 * library stands, one for each protocol version.
 *
 * <p>Session thread. What arrives goes to the {@link Inbox} on Paho's callback thread.
 */
interface MqttLink {
    /** Makes links. */
    interface Factory {
        /**
         * @param onChange called, from any thread, when {@link MqttLink#loss} or {@link MqttLink#saturation} begins to
         *     return something, and when the broker answered a SUBSCRIBE or UNSUBSCRIBE
         */
        MqttLink create(Request request, Inbox inbox, Runnable onChange);
    }

    /**
     * What differs from link to link.
     *
     * @param patience how long a broker that was reached may be silent before it answers
     */
    record Request(
            int epoch, String serverUri, Start start, int receiveMaximum, ProtocolVersion version, Duration patience) {
        private static final int PACKET_IDS = 65_535;

        /**
         * How many unacknowledged messages are taken: as many as there are packet ids. An MQTT 3.1.1 broker sends what
         * it likes, and brokers of MQTT 5 are known to miscount. What is not taken comes again at the next link, just
         * as much too much. What waits is bounded by bytes.
         */
        int window() {
            return PACKET_IDS;
        }

        /** In MQTT 3.1.1 the broker cannot be told. */
        boolean announcesReceiveMaximum() {
            return version == ProtocolVersion.MQTT_5;
        }
    }

    /** Whether the broker is asked for what it kept. */
    enum Start {
        RESUME,
        CLEAN,
        /** Clean, and nothing is left at the broker when the link ends, whatever the protocol version. */
        PASSING
    }

    /** Connects; waits no longer than the connect timeout to reach the broker, and then with patience. */
    SessionState connect() throws LinkException, InterruptedException;

    /** What the broker granted when it accepted the connection. */
    BrokerTerms terms();

    /**
     * True where a filter that the session has already brings its retained messages again when it is subscribed again
     * (MQTT 3.1.1 section 3.8.4), and nobody wants that. MQTT 5 can ask for them with new subscriptions only.
     */
    boolean repeatsRetainedMessages();

    /** Sends one SUBSCRIBE. The answer is a code for each, or a {@link LinkException}; it comes later, if at all. */
    CompletableFuture<int[]> subscribe(List<String> subscriptions) throws LinkException;

    /** Sends one UNSUBSCRIBE, for what may not be there. The answer as above; MQTT 3.1.1 gives no codes. */
    CompletableFuture<int[]> unsubscribe(List<String> subscriptions) throws LinkException;

    /** Queues an acknowledgement; does not wait for the network. */
    void acknowledge(int packetId) throws LinkException;

    /** Why the link is down, or null. */
    LinkException loss();

    /**
     * Why the link takes no further messages though it is up, or null. It stays up, so that the broker keeps the
     * session, until there is room; then it has to be re-created, and the broker sends again what was not taken.
     */
    LinkException saturation();

    /**
     * Sends what is queued, says goodbye and lets the broker read to the end; three seconds at most, whoever
     * interrupts. The broker keeps the session. Once only, and the link has to be closed then.
     */
    void disconnect();

    /**
     * Says goodbye for good: the broker forgets the session. It does so on this link, or while it is up, so that the
     * session of a client that has taken it over is left alone. MQTT 3.1.1 has no word for it, so a second client takes
     * the session over, clean, at once.
     */
    void endSession() throws LinkException, InterruptedException;

    /** Frees everything, at once. Idempotent. */
    void close();
}
