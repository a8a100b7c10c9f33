// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection so that the server reads all that was sent. A line that is closed while input is unread is reset
 * (RFC 9293 section 3.10.4, RFC 2525 section 2.17), and the server then may never see the acknowledgements on their
 * way. So after DISCONNECT only our half of it is closed, and what still comes is read until the server closes its
 * own.
 *
 * <p>A thread of its own writes and reads, since either may hang; the session thread waits for it, so long and no
 * longer.
 */
final class Goodbye {
    /** For all of it. */
    static final Duration LIMIT = Duration.ofSeconds(3);

    /** For the server to read to the end, once all is said. */
    static final Duration LISTENING = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Goodbye.class);

    private final ServerConnection connection;
    private final OutgoingPackets packets;
    private final CountDownLatch said = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    Goodbye(ServerConnection connection, OutgoingPackets packets) {
        this.connection = connection;
        this.packets = packets;
    }

    /**
     * Returns when the server has ended the connection, and after {@link #LIMIT} at the latest. An interrupt does not
     * shorten it.
     *
     * @param acknowledgements that were handed to the client library on this connection
     */
    void say(Disconnect disconnect, long acknowledgements, String clientId) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Thread speaker = new Thread(() -> run(disconnect, acknowledgements, clientId), "mqtt-goodbye-" + clientId);
        speaker.setDaemon(true);
        speaker.start();
        boolean isInterrupted = await(said, deadline);
        isInterrupted |= await(over, Math.min(deadline, System.nanoTime() + LISTENING.toNanos()));
        speaker.interrupt(); // without effect on one that has ended
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all is said, so that the line is closed by us alone. Any thread. */
    boolean isSaid() {
        return said.getCount() == 0;
    }

    private void run(Disconnect disconnect, long acknowledgements, String clientId) {
        try {
            connection.leave();
            packets.end(disconnect.packet(), acknowledgements);
            connection.endOutput();
            said.countDown();
            connection.discardToEnd(System.nanoTime() + LISTENING.toNanos());
        } catch (IOException e) {
            log.debug("{} - the link ended without a goodbye", clientId, e);
        } catch (InterruptedException e) {
            log.debug("{} - the broker did not take all acknowledgements in time", clientId);
        } finally {
            said.countDown();
            over.countDown();
        }
    }

    private static boolean await(CountDownLatch latch, long deadline) {
        boolean isInterrupted = false;
        while (true) {
            try {
                boolean ignored = latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                return isInterrupted;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
    }
}
