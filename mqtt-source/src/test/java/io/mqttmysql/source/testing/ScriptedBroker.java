// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A broker that does what the test says, packet by packet, on a free loopback port. */
public final class ScriptedBroker implements AutoCloseable {
    private static final Queue<Socket> RESERVED = new ConcurrentLinkedQueue<>();

    private final BlockingQueue<BrokerConnection> accepted = new LinkedBlockingQueue<>();
    private final ServerSocket server;
    private final String scheme;
    private volatile BrokerConnection last;
    private Thread acceptor;

    private ScriptedBroker(ServerSocket server, String scheme) {
        this.server = server;
        this.scheme = scheme;
    }

    public static ScriptedBroker start() {
        return startOn(0);
    }

    /** Over WebSockets without TLS. */
    public static ScriptedBroker webSocket() {
        return start("ws", ScriptedBroker::unbound);
    }

    /** With WebSockets for {@code ws} and {@code wss}. */
    public static ScriptedBroker start(String scheme, Supplier<ServerSocket> sockets) {
        try {
            ServerSocket server = sockets.get();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new ScriptedBroker(server, scheme).listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts on a port that was free a moment ago. */
    public static ScriptedBroker startOn(int port) {
        return startOn(port, "tcp", ScriptedBroker::unbound);
    }

    /** With TLS, on a port that was free a moment ago. */
    public static ScriptedBroker startOn(int port, Supplier<ServerSocket> sockets) {
        return startOn(port, "ssl", sockets);
    }

    /** Over WebSockets, on a port that was free a moment ago. */
    public static ScriptedBroker webSocketOn(int port) {
        return startOn(port, "ws", ScriptedBroker::unbound);
    }

    private static ScriptedBroker startOn(int port, String scheme, Supplier<ServerSocket> sockets) {
        try {
            ServerSocket server = sockets.get();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new ScriptedBroker(server, scheme).listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedBroker listen() {
        acceptor = new Thread(this::accept, "scripted-broker");
        acceptor.setDaemon(true);
        acceptor.start();
        return this;
    }

    /** A port on which nobody listens, and which the system gives to no other test while this JVM runs. */
    public static int freePort() {
        try {
            Socket reservation = new Socket();
            reservation.setReuseAddress(true); // so that startOn can have it
            reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            RESERVED.add(reservation);
            return reservation.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                accepted.add(new BrokerConnection(new ServerTransport(server.accept(), scheme.startsWith("ws"))));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    public String uri() {
        return uri("127.0.0.1");
    }

    /** Under another name of the loopback address. */
    public String uri(String host) {
        return scheme + "://" + host + ":" + server.getLocalPort();
    }

    /** The next connection that a client makes. */
    public BrokerConnection nextConnection() {
        try {
            BrokerConnection connection = accepted.poll(Bounds.STEP.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(connection).as("a connection within %s", Bounds.STEP).isNotNull();
            last = connection;
            return connection;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that the test looked at last. */
    public BrokerConnection lastConnection() {
        return last;
    }

    /** Does the same with every connection from now on. */
    public void serve(Consumer<BrokerConnection> script) {
        Thread server = new Thread(
                () -> {
                    while (!this.server.isClosed()) {
                        try {
                            script.accept(nextConnection());
                        } catch (AssertionError | UncheckedIOException e) {
                            // the client went on to its next connection, or the test is over
                        }
                    }
                },
                "scripted-broker-server");
        server.setDaemon(true);
        server.start();
    }

    /** True when a client connected that no test step has looked at. */
    public boolean hasConnections() {
        return !accepted.isEmpty();
    }

    /** Ends without a word, with the connection that the test looked at last. */
    public void vanish() {
        close();
        last.cut();
    }

    @Override
    public void close() {
        try {
            server.close();
            acceptor.join(Bounds.STEP.toMillis()); // it holds the port while it is on its way out of the system call
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
