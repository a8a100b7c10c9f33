// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.ServerUri;
import io.mqttmysql.source.session.terms.BrokerTerms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * What the client library takes for a plain TCP socket, for one link: connecting it makes the whole way to the server,
 * and what is read from it has passed the guard. A link can always be ended from outside, also while it is being made.
 * Any thread.
 */
public final class LinkSockets extends SocketFactory {
    /** The address for the library. It is not looked up, and nobody connects to it. */
    public static final String LIBRARY_URI = "tcp://127.0.0.1:1883";

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofMinutes(10);

    private final StartGate gate = new StartGate();
    private final ReceiverWatch watch = new ReceiverWatch(System::nanoTime);
    private final ServerConnection connection;
    private final GuardRules rules;
    private final String clientId;
    private volatile PacketGuard guard;
    private volatile boolean isAborted;
    private volatile OutgoingPackets packets;
    private volatile Goodbye goodbye;
    private boolean hasBegun;

    /** @param turn where a name stands for several addresses, which of them is tried first */
    public LinkSockets(String serverUri, int turn, ConnectionOptions options, GuardRules rules) {
        this.connection =
                new ServerConnection(ServerUri.of(serverUri), options, watch, ServerConnection.Addresses.from(turn));
        this.rules = rules;
        this.clientId = options.session().clientId();
    }

    @Override
    public Socket createSocket() {
        return new LinkSocket();
    }

    /** True once the way to the server was made, so that the broker may have seen a CONNECT. */
    public boolean connected() {
        return connection.isOpen();
    }

    /** What the broker granted, once it answered. */
    public BrokerTerms terms() {
        PacketGuard present = guard;
        return present == null ? BrokerTerms.UNSAID : present.terms();
    }

    public ReceiverWatch watch() {
        return watch;
    }

    /**
     * Says goodbye, once, and returns when the broker has read it or {@link Goodbye#LIMIT} is over; then the link has
     * to be aborted. Session thread.
     *
     * @param acknowledgements that the client was given on this link: they go first
     */
    public void leave(Disconnect disconnect, long acknowledgements) {
        OutgoingPackets outgoing = packets;
        if (outgoing == null || goodbye != null) {
            return;
        }
        goodbye = new Goodbye(connection, outgoing);
        goodbye.say(disconnect, acknowledgements, clientId);
    }

    /** True from {@link #leave} on: that the connection ends is expected. */
    public boolean isLeft() {
        return goodbye != null;
    }

    /**
     * Ends a read, a write or a connection attempt that is under way, and prevents later ones; then closes the client.
     * Where Paho is not through with starting its threads, or with the packet in hand, within two seconds, as on a busy
     * machine, a thread of its own closes the client when it is.
     *
     * @param closing closes Paho's client; any thread
     */
    public void abort(Runnable closing) {
        if (!close() || gate.awaitThrough(SOON)) {
            finish(closing);
            return;
        }
        Thread late = new Thread(
                () -> {
                    gate.awaitThrough(LATE);
                    finish(closing);
                },
                "mqtt-closing-" + clientId);
        late.setDaemon(true);
        late.start();
    }

    /** Like {@link #abort}, for a link that Paho itself has ended already. */
    public void discard(Runnable closing) {
        close();
        finish(closing);
    }

    private void finish(Runnable closing) {
        gate.open();
        closing.run();
        gate.dismissSender();
    }

    /** Returns true when Paho had begun to use the connection. */
    private synchronized boolean close() {
        isAborted = true;
        connection.close();
        return hasBegun;
    }

    private synchronized void begin() throws SocketException {
        if (isAborted) {
            throw new SocketException("The link was closed");
        }
        hasBegun = true;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsLater();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connectsLater();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsLater();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connectsLater();
    }

    private static UnsupportedOperationException connectsLater() {
        return new UnsupportedOperationException("The client library connects its sockets after making them");
    }

    private final class LinkSocket extends Socket {
        private InputStream in;

        /** The address is the library's, not the server's; how long to wait the options say. */
        @Override
        public void connect(SocketAddress ignored, int timeout) throws IOException {
            connection.open();
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (in == null) {
                begin();
                guard = new PacketGuard(connection.in(), rules);
                in = new PacketStream(gate.guard(guard), gate, connection.host(), () -> isAborted);
            }
            return in;
        }

        @Override
        public synchronized OutputStream getOutputStream() {
            if (packets == null) {
                packets = new OutgoingPackets(gate.opening(connection.out()));
            }
            return packets;
        }

        /** None: see {@link ServerConnection#open}. */
        @Override
        public void setSoTimeout(int timeout) {
            // deliberately nothing
        }

        @Override
        public void shutdownInput() {
            // the library does this just before it closes
        }

        /** The library closes at once, so not while the server still reads our last. */
        @Override
        public synchronized void close() {
            Goodbye last = goodbye;
            if (last != null && last.isSaid()) {
                return;
            }
            connection.close();
            OutgoingPackets outgoing = packets;
            if (outgoing != null) {
                outgoing.giveUp();
            }
        }
    }
}
