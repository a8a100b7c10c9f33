// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Poses as a MySQL server, lets everybody in, and answers every query with the wish for a file of the client (MySQL
 * manual, "Security Considerations for LOAD DATA LOCAL"). Remembers all that clients send.
 */
public final class RogueServer implements AutoCloseable {
    private static final int CAPABILITIES = 0x00FF_F7FF & ~0x0000_0820; // as 8.0, without TLS and compression
    private static final byte QUERY = 0x03;
    private static final int LOCAL_INFILE = 0xFB;
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};

    private final ServerSocket socket;
    private final String file;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile boolean wantsPassword;
    private final AtomicInteger wishes = new AtomicInteger();

    /** @param file on the client's machine */
    public RogueServer(String file) {
        try {
            this.file = file;
            this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "rogue-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The contents of all packets, byte by byte as Latin 1. */
    public List<String> received() {
        return received;
    }

    /** How often it asked for the file. */
    public int wishes() {
        return wishes.get();
    }

    /** From the next login on it asks for the password as it is. */
    public void wantPassword() {
        wantsPassword = true;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setTcpNoDelay(true);
                talk(new DataInputStream(client.getInputStream()), client.getOutputStream());
            } catch (IOException e) {
                // one client went, or the test is over
            }
        }
    }

    private void talk(DataInputStream in, OutputStream out) throws IOException {
        send(out, 0, greeting());
        read(in);
        if (wantsPassword) {
            send(out, 2, "\u00FEmysql_clear_password\0".getBytes(StandardCharsets.ISO_8859_1)); // AuthSwitchRequest
            read(in);
        }
        send(out, 2, OK);
        while (true) {
            byte[] packet = read(in);
            if (packet.length > 0 && packet[0] == QUERY) {
                wishes.incrementAndGet();
                send(out, 1, wish());
            } else if (packet.length == 0) {
                send(out, 4, OK); // the end of a file
            }
        }
    }

    private byte[] read(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        in.readUnsignedByte();
        byte[] content = new byte[length];
        in.readFully(content);
        received.add(new String(content, StandardCharsets.ISO_8859_1));
        return content;
    }

    private static void send(OutputStream out, int sequence, byte[] content) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(content.length);
        packet.write(content.length >> 8);
        packet.write(content.length >> 16);
        packet.write(sequence);
        packet.write(content);
        out.write(packet.toByteArray());
        out.flush();
    }

    private byte[] wish() throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(LOCAL_INFILE);
        packet.write(file.getBytes(StandardCharsets.UTF_8));
        return packet.toByteArray();
    }

    /** Protocol::HandshakeV10. */
    private static byte[] greeting() throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(10);
        packet.write("8.0.33\0".getBytes(StandardCharsets.US_ASCII));
        packet.write(new byte[] {1, 0, 0, 0}); // connection id
        packet.write("12345678\0".getBytes(StandardCharsets.US_ASCII)); // first part of the challenge
        packet.write(CAPABILITIES);
        packet.write(CAPABILITIES >> 8);
        packet.write(45); // utf8mb4
        packet.write(new byte[] {2, 0}); // autocommit
        packet.write(CAPABILITIES >> 16);
        packet.write(CAPABILITIES >> 24);
        packet.write(21); // length of the challenge
        packet.write(new byte[10]);
        packet.write("123456789012\0".getBytes(StandardCharsets.US_ASCII));
        packet.write("mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        return packet.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
