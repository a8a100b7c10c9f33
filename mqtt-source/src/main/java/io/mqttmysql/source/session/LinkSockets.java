// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * The sockets of one link, made so that a link can always be ended from outside, also while it is being made, and
 * so that the client library reads many packets with one system call. Thread-safe.
 */
final class LinkSockets extends SocketFactory {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final StartGate gate = new StartGate();
    private Socket socket;
    private volatile boolean aborted;
    private boolean begun;

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (aborted) {
            throw new SocketException("The link was closed");
        }
        socket = new BufferedSocket();
        // an acknowledgement that waits for company (Nagle) stalls a broker with a small window
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** True once a TCP connection was made, so that the broker may have seen a CONNECT. */
    synchronized boolean connected() {
        return socket != null && socket.isConnected();
    }

    /**
     * Ends a read, a write or a connection attempt that is under way, and prevents later ones. Returns when Paho is
     * through with starting its threads and with the packet in hand: it must not be closed earlier.
     */
    void abort() {
        if (close()) {
            gate.awaitOpen();
            gate.open();
            gate.awaitReaderTold();
        }
        gate.open();
    }

    /** Like {@link #abort}, for a link that Paho itself has ended already. */
    void discard() {
        close();
        gate.open();
    }

    /** Returns true when Paho had begun to use the connection. */
    private synchronized boolean close() {
        aborted = true;
        if (socket != null) {
            closeQuietly(socket);
        }
        return begun;
    }

    private synchronized void begin() throws SocketException {
        if (aborted) {
            throw new SocketException("The link was closed");
        }
        begun = true;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // a socket that cannot be closed is of no use either
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connectsItself();
    }

    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("The client library connects its sockets itself");
    }

    private final class BufferedSocket extends Socket {
        private InputStream in;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (in == null) {
                begin();
                in = new PacketStream(gate.guard(super.getInputStream()));
            }
            return in;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            try {
                return gate.opening(super.getOutputStream());
            } catch (IOException e) {
                gate.open(); // aborted meanwhile: there will be no first packet
                throw e;
            }
        }

        /**
         * No time-out on reads. Paho asks for one second, and when it strikes between the first two bytes of a
         * packet, Paho forgets the first and reads nonsense from there on. It finds dead links by its pings and
         * ends a read by closing the socket, so it does not need the time-out.
         */
        @Override
        public synchronized void setSoTimeout(int timeout) {
            // deliberately nothing
        }
    }

    /**
     * Paho asks what is available before every packet; from a plain socket each answer would be a system call.
     * Notes when its reader learned that the connection ended.
     */
    private final class PacketStream extends BufferedInputStream {
        PacketStream(InputStream in) {
            super(in, BUFFER_BYTES);
        }

        @Override
        public synchronized int available() throws IOException {
            int waiting = count - pos;
            try {
                return waiting > 0 ? waiting : super.available();
            } catch (IOException e) {
                gate.readerTold();
                throw e;
            }
        }

        @Override
        public synchronized int read() throws IOException {
            try {
                refuseWhenAborted();
                return told(super.read());
            } catch (IOException e) {
                gate.readerTold();
                throw e;
            }
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return told(super.read(bytes, offset, length));
            } catch (IOException e) {
                gate.readerTold();
                throw e;
            }
        }

        /** What was read ahead counts no more: nothing new begins on a link that is being closed. */
        private void refuseWhenAborted() throws SocketException {
            if (aborted && gate.isOpen()) {
                throw new SocketException("The link was closed");
            }
        }

        private int told(int read) {
            if (read < 0) {
                gate.readerTold();
            }
            return read;
        }
    }
}
