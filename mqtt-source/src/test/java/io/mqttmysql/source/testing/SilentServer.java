// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Accepts connections, listens, and never says a word. */
public final class SilentServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final CountDownLatch heard = new CountDownLatch(1);

    private SilentServer(ServerSocket server) {
        this.server = server;
    }

    public static SilentServer start() {
        try {
            SilentServer silent = new SilentServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(silent::listen, "silent-server");
            thread.setDaemon(true);
            thread.start();
            return silent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                accepted.add(socket);
                if (socket.getInputStream().read() >= 0) {
                    heard.countDown();
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Waits until a client began to speak. */
    public void awaitFirstBytes() throws InterruptedException {
        if (!heard.await(Bounds.STEP.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no client said anything");
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : accepted) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
