// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP port on loopback that belongs to one stack until it is closed, also while its server is down.
 *
 * <p>The lease is a UDP socket on the same number: the two number spaces are independent, so it stands in no server's
 * way, but no second stack on this machine, in this process or another, gets the same number, and the system frees it
 * however the process ends. Numbers are taken below the range from which systems serve outgoing connections.
 */
public final class PortLease implements AutoCloseable {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private final DatagramSocket lease;

    private PortLease(DatagramSocket lease) {
        this.lease = lease;
    }

    public static PortLease take() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            DatagramSocket lease = reserve(candidate);
            if (lease != null && isFree(candidate)) {
                return new PortLease(lease);
            }
            if (lease != null) {
                lease.close();
            }
        }
        throw new StackException("No free port between " + LOWEST + " and " + HIGHEST
                + " on 127.0.0.1: stop some of the programs that listen there and run it again.");
    }

    public int port() {
        return lease.getLocalPort();
    }

    /** Whether a program accepts connections on the port; waits at most one second for the answer. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(loopback(port), (int) Duration.ofSeconds(1).toMillis());
            return true;
        } catch (IOException e) {
            return false; // which is the answer
        }
    }

    /** Whether a server could listen on the port now. */
    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(loopback(port));
            return true;
        } catch (IOException e) {
            return false; // which is the answer
        }
    }

    @Override
    public void close() {
        lease.close();
    }

    private static DatagramSocket reserve(int port) {
        try {
            return new DatagramSocket(loopback(port));
        } catch (SocketException e) {
            return null; // leased by another stack
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
