// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.ServerUri;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The way to one server: TCP, then TLS and WebSocket where the address asks for them. Opened once, by Paho's connecting
 * thread; {@link #close} ends it from any thread, at whatever stage it is.
 */
final class ServerConnection {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ServerUri server;
    private final ConnectionOptions options;
    private final ReceiverWatch watch;
    private final Addresses addresses;
    private InputStream in;
    private OutputStream out;
    private volatile IncomingBytes incoming;
    private WebSocketOutput frames; // null without a WebSocket
    private Socket carrier;

    // also used by close()
    private Socket line;
    private boolean isClosed;
    private volatile boolean isOpen;

    ServerConnection(ServerUri server, ConnectionOptions options, ReceiverWatch watch, Addresses addresses) {
        this.server = server;
        this.options = options;
        this.watch = watch;
        this.addresses = addresses;
    }

    /** What a host name stands for, in the order in which the addresses are tried. Paho's connecting thread. */
    interface Addresses {
        List<InetAddress> of(String host) throws UnknownHostException;

        /** As the system says, from another one at each turn: one that takes the line and is silent blocks no other. */
        static Addresses from(int turn) {
            return host -> {
                List<InetAddress> all = new ArrayList<>(List.of(InetAddress.getAllByName(host)));
                Collections.rotate(all, -Math.floorMod(turn, all.size()));
                return all;
            };
        }
    }

    /** Waits for every single answer no longer than the connect timeout; the one who waits for all of it closes. */
    void open() throws IOException {
        Socket socket = connect();
        socket.setSoTimeout(timeoutMs());
        socket.setTcpNoDelay(true); // an acknowledgement that waits for company (Nagle) stalls a small window
        carrier = server.scheme().isEncrypted() ? TlsHandshake.over(socket, server, options.tls()) : socket;
        // the client library asks what is available before every packet: each time a system call without the buffer
        incoming = new IncomingBytes(carrier.getInputStream());
        in = new BufferedInputStream(watch.watched(incoming), BUFFER_BYTES);
        out = carrier.getOutputStream();
        if (server.scheme().isWebSocket()) {
            new WebSocketHandshake(server, options.webSocketHeaders()).perform(in, out);
            frames = new WebSocketOutput(out);
            in = new WebSocketInput(in, frames);
            out = frames;
        }
        // The library finds dead links by its pings, and ends a read by closing the socket. A time-out that strikes
        // between the first two bytes of a packet makes it forget the first and read nonsense from there on.
        socket.setSoTimeout(0);
        isOpen = true;
    }

    /** A name may stand for several addresses, of which one may be gone: they share the time, however it is gone. */
    private Socket connect() throws IOException {
        List<InetAddress> all = addresses.of(server.host());
        long deadline = System.nanoTime() + options.times().connectTimeout().toNanos();
        IOException failure = new IOException("no address for " + server.host());
        for (int i = 0; i < all.size(); i++) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            Socket socket = freshLine();
            try {
                long shareMs = Math.max(1, leftMs / (all.size() - i)); // 0 would mean forever
                socket.connect(new InetSocketAddress(all.get(i), server.port()), (int) shareMs);
                return socket;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private synchronized Socket freshLine() throws IOException {
        if (isClosed) {
            throw new SocketException("The link was closed");
        }
        if (line != null) {
            line.close();
        }
        line = new Socket();
        return line;
    }

    private int timeoutMs() {
        return (int) options.times().connectTimeout().toMillis();
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    String host() {
        return server.host();
    }

    /** True when all of the way was made, so that the broker may see what is sent. */
    boolean isOpen() {
        return isOpen;
    }

    /** A goodbye begins: from now on the end of the connection is told when it is closed here. */
    void leave() {
        incoming.leave();
    }

    /**
     * Nothing more will be sent: the end of the WebSocket (RFC 6455 section 5.5.1),
     * of TLS (close_notify, RFC 8446 section 6.1) and of our half of the line. May wait for the other side.
     */
    void endOutput() throws IOException {
        if (frames != null) {
            frames.end();
        }
        carrier.shutdownOutput();
    }

    /** Once the output has ended. Reads until the server ends the connection, or until then; may wait longer. */
    void discardToEnd(long deadline) throws IOException {
        incoming.discardToEnd(deadline);
    }

    /** Any thread. Never waits for the other side. */
    synchronized void close() {
        isClosed = true;
        if (line == null) {
            return;
        }
        try {
            line.close(); // the line, not TLS above it: that would wait for a write that is under way
        } catch (IOException ignored) {
            // a socket that cannot be closed is of no use either
        }
        if (incoming != null) {
            incoming.closed();
        }
    }
}
