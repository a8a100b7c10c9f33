// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client and a MySQL server and cuts the link exactly at COMMIT. Understands as much of the protocol as
 * that needs: a COMMIT is a small packet of its own; the link must not be encrypted.
 */
public final class FaultProxy implements AutoCloseable {
    /** What happens at the next COMMIT; once. */
    public enum AtCommit {
        PASS,
        /** The server never sees it. */
        CUT_BEFORE,
        /** The server commits, its answer never arrives. */
        CUT_AFTER
    }

    /** Header, command and query attributes before the text, and the text. */
    private static final int LONGEST_COMMIT = 16;

    private static final String COMMIT = "COMMIT";
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listener;
    private final String serverHost;
    private final int serverPort;
    private final AtomicReference<AtCommit> next = new AtomicReference<>(AtCommit.PASS);
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private FaultProxy(ServerSocket listener, String serverHost, int serverPort) {
        this.listener = listener;
        this.serverHost = serverHost;
        this.serverPort = serverPort;
    }

    public static FaultProxy before(String serverHost, int serverPort) {
        try {
            FaultProxy proxy =
                    new FaultProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), serverHost, serverPort);
            start("accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void atNextCommit(AtCommit fault) {
        next.set(fault);
    }

    /** Commits that were cut so far. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(serverHost, serverPort);
            sockets.add(client);
            sockets.add(server);
            Link link = new Link(client, server);
            start("to-server", link::toServer);
            start("to-client", link::toClient);
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean isDeaf;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void toServer() throws IOException {
            byte[] buffer = new byte[BUFFER];
            InputStream from = client.getInputStream();
            OutputStream to = server.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                AtCommit fault = isCommit(Arrays.copyOf(buffer, read)) ? next.getAndSet(AtCommit.PASS) : AtCommit.PASS;
                if (fault != AtCommit.PASS) {
                    cuts.incrementAndGet();
                }
                if (fault == AtCommit.CUT_BEFORE) {
                    break;
                }
                isDeaf = fault == AtCommit.CUT_AFTER;
                to.write(buffer, 0, read);
            }
            cut();
        }

        void toClient() throws IOException {
            byte[] buffer = new byte[BUFFER];
            InputStream from = server.getInputStream();
            OutputStream to = client.getOutputStream();
            for (int read = from.read(buffer); read >= 0 && !isDeaf; read = from.read(buffer)) {
                to.write(buffer, 0, read);
            }
            cut();
        }

        private void cut() throws IOException {
            client.close();
            server.close();
        }
    }

    private static boolean isCommit(byte[] packet) {
        return packet.length <= LONGEST_COMMIT
                && new String(packet, StandardCharsets.ISO_8859_1)
                        .toUpperCase(Locale.ROOT)
                        .endsWith(COMMIT);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Pump {
        void run() throws IOException;
    }

    /** A closed socket ends the thread. */
    private static void start(String name, Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
