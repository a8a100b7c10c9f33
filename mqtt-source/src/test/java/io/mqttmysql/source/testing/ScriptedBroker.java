// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An MQTT 5 broker that does what the test says, packet by packet, on a free loopback port. */
public final class ScriptedBroker implements AutoCloseable {
    private static final long PATIENCE_MS = 10_000;

    private final BlockingQueue<BrokerConnection> accepted = new LinkedBlockingQueue<>();
    private final ServerSocket server;

    private ScriptedBroker(ServerSocket server) {
        this.server = server;
    }

    public static ScriptedBroker start() {
        return startOn(0);
    }

    /** Starts on a port that was free a moment ago. */
    public static ScriptedBroker startOn(int port) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            ScriptedBroker broker = new ScriptedBroker(server);
            Thread acceptor = new Thread(broker::accept, "scripted-broker");
            acceptor.setDaemon(true);
            acceptor.start();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port on which nobody listens. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                accepted.add(new BrokerConnection(server.accept()));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    public String uri() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** The next connection that a client makes. */
    public BrokerConnection nextConnection() {
        try {
            BrokerConnection connection = accepted.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
            assertThat(connection).as("a connection within %d ms", PATIENCE_MS).isNotNull();
            return connection;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True when a client connected that no test step has looked at. */
    public boolean hasConnections() {
        return !accepted.isEmpty();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
