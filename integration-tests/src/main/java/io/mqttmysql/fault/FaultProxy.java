// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.KafkaBroker;
import io.mqttmysql.stack.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server on loopback, on a port of its own, and lets the link between them fail. Two
 * threads a connection. Safe for use by several threads.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final long LATE_MILLIS = Duration.ofMillis(200).toMillis();

    private final String name;
    private final ServerSocket listener;
    private final int serverPort;
    private final CommitCut commits;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final Tripwire tripwire = new Tripwire();
    private Optional<LinkFault> fault = Optional.empty(); // guarded by this
    private Thread acceptor; // set before others know the proxy

    private FaultProxy(String name, ServerSocket listener, int serverPort, CommitCut commits) {
        this.name = name;
        this.listener = listener;
        this.serverPort = serverPort;
        this.commits = commits;
    }

    /** @param name of its faults, as {@code mqtt-link} */
    public static FaultProxy to(String name, int serverPort) {
        return to(name, serverPort, CommitCut.ofAll());
    }

    public static FaultProxy to(String name, int serverPort, CommitCut commits) {
        return between(name, loopback(0), serverPort, commits);
    }

    /** Where the source's producer is told to go: see {@link KafkaBroker#link}. One at a time. */
    public static FaultProxy to(KafkaBroker kafka) {
        return between("kafka-link", loopback(kafka.link()), kafka.behindLink(), CommitCut.ofAll());
    }

    /** @param address where clients find it; port 0 for any that is free */
    public static FaultProxy at(InetSocketAddress address, int serverPort) {
        return between(address.getHostString() + "-link", address, serverPort, CommitCut.ofAll());
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static FaultProxy between(String name, InetSocketAddress address, int serverPort, CommitCut commits) {
        try {
            ServerSocket listener = new ServerSocket(address.getPort(), 0, address.getAddress());
            FaultProxy proxy = new FaultProxy(name, listener, serverPort, commits);
            proxy.acceptor = Pump.start(name + "-accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Once, before the next piece with this text goes on to the server. The link must not be encrypted.
     *
     * @param text followed by a blank, or the end of what is sent: COMMIT is not in READ COMMITTED
     * @param action called on the link's thread
     */
    public void before(String text, Runnable action) {
        tripwire.set(text, action);
    }

    /** Connections that were made so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Connections that a fault has broken so far. */
    public int broken() {
        return broken.get();
    }

    synchronized void begin(LinkFault kind) {
        fault = Optional.of(kind);
        if (kind == LinkFault.CUT) {
            links.forEach(Link::breakOff);
        }
    }

    synchronized void heal() {
        fault = Optional.empty();
        notifyAll();
    }

    /** Returns when a piece that has just arrived may go on. */
    private synchronized void awaitPassage() throws InterruptedException {
        long dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LATE_MILLIS);
        while (fault.filter(kind -> kind == LinkFault.DELAY).isPresent() && dueAt - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, dueAt - System.nanoTime());
        }
        while (fault.filter(kind -> kind == LinkFault.STALL).isPresent()) {
            wait();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            accepted.incrementAndGet();
            try {
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
                if (isTaken(link)) {
                    Pump.start(name + "-to-server", link::toServer);
                    Pump.start(name + "-to-client", link::toClient);
                }
            } catch (IOException e) {
                reset(client); // no server: what a client would have seen without the proxy
            }
        }
    }

    /** Either it is there when the fault begins, and breaks then, or it breaks now. */
    private synchronized boolean isTaken(Link link) {
        if (fault.filter(kind -> kind == LinkFault.CUT).isPresent()) {
            link.breakOff();
            return false;
        }
        return links.add(link);
    }

    /** RST instead of an orderly end, unless it has ended already. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already: its reader was faster
        }
    }

    /** Returns when the port is free: the system keeps it for as long as a thread is about to accept on it. */
    @Override
    public void close() {
        try {
            listener.close();
            links.forEach(Link::end);
            heal();
            acceptor.join(Patience.STOP.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection of a client and the one to the server behind it. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private final CommitCut.Link statements = commits.link();
        private volatile boolean deaf;

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void toServer() throws IOException, InterruptedException {
            try {
                byte[] buffer = new byte[BUFFER];
                InputStream from = client.getInputStream();
                OutputStream to = server.getOutputStream();
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    tripwire.see(buffer, read);
                    awaitPassage();
                    Optional<CommitCut.Side> cut = statements.takes(buffer, read);
                    if (cut.filter(side -> side == CommitCut.Side.BEFORE).isPresent()) {
                        return;
                    }
                    deaf |= cut.isPresent();
                    to.write(buffer, 0, read);
                }
            } finally {
                end();
            }
        }

        void toClient() throws IOException, InterruptedException {
            try {
                byte[] buffer = new byte[BUFFER];
                InputStream from = server.getInputStream();
                OutputStream to = client.getOutputStream();
                for (int read = from.read(buffer); read >= 0 && !deaf; read = from.read(buffer)) {
                    awaitPassage();
                    to.write(buffer, 0, read);
                }
            } finally {
                end();
            }
        }

        void breakOff() {
            broken.incrementAndGet();
            reset(client);
            reset(server);
        }

        void end() {
            links.remove(this);
            try (client;
                    server) {
                deaf = true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
