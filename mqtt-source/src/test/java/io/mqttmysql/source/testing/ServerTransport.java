// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import static io.mqttmysql.source.testing.Bounds.await;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** How a {@link ScriptedBroker} talks to one client: over the plain socket, or in WebSocket frames. */
public final class ServerTransport {
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int BINARY = 0x82;
    private static final int PING = 0x89;
    private static final int MAX_PING_BYTES = 125;

    /** Small, so that every packet is cut into several frames. */
    private static final int FRAME_BYTES = 100;

    private final Socket socket;
    private final boolean webSocket;
    private final Map<String, String> request = new HashMap<>();
    private volatile CountDownLatch mayRead = new CountDownLatch(0);
    private volatile boolean neverCloses;
    private InputStream in;

    ServerTransport(Socket socket, boolean webSocket) {
        this.socket = socket;
        this.webSocket = webSocket;
    }

    void open() throws IOException {
        DataInputStream raw = new DataInputStream(new BufferedInputStream(new Pausing(socket.getInputStream())));
        in = raw;
        if (webSocket) {
            handshake(raw);
            in = new MaskedFrames(raw);
        }
    }

    InputStream in() {
        return in;
    }

    Map<String, String> webSocketRequest() {
        return request;
    }

    private void handshake(DataInputStream raw) throws IOException {
        request.put("", line(raw));
        for (String line = line(raw); !line.isEmpty(); line = line(raw)) {
            String[] header = line.split(": ", 2);
            request.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Empty:\r\n"
                + "Sec-WebSocket-Protocol: mqtt\r\nSec-WebSocket-Accept: " + accept(request.get("sec-websocket-key"))
                + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(DataInputStream raw) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = raw.readUnsignedByte(); next != '\n'; next = raw.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static String accept(String key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(sha.digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(byte[] bytes) throws IOException {
        if (!webSocket) {
            socket.getOutputStream().write(bytes);
            return;
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += FRAME_BYTES) {
            int length = Math.min(FRAME_BYTES, bytes.length - at);
            int fin = at + length == bytes.length ? 0x80 : 0;
            int opcode = at == 0 ? BINARY & 0x0F : 0;
            frames.write(fin | opcode);
            frames.write(length);
            frames.write(bytes, at, length);
            // a control frame may stand between the frames of a message
            frames.writeBytes(new byte[] {(byte) PING, 1, 'x'});
        }
        // at once: a client that has read its packet may close before the rest is written
        socket.getOutputStream().write(frames.toByteArray());
    }

    /** Sends pings of the WebSocket, whose answers nobody reads, until the client takes no further ones. */
    public void pingUntilNothingMoves() {
        AtomicInteger sent = new AtomicInteger();
        Thread pinger = new Thread(
                () -> {
                    try {
                        while (true) {
                            sendPing();
                            sent.incrementAndGet();
                        }
                    } catch (IOException e) {
                        // the connection has ended
                    }
                },
                "scripted-broker-pinger");
        pinger.setDaemon(true);
        pinger.start();
        AtomicInteger before = new AtomicInteger(-1);
        await().pollInterval(Duration.ofSeconds(2)).until(() -> before.getAndSet(sent.get()) == sent.get());
    }

    /** A ping as large as one may be. */
    private void sendPing() throws IOException {
        byte[] frame = new byte[2 + MAX_PING_BYTES];
        frame[0] = (byte) PING;
        frame[1] = MAX_PING_BYTES;
        socket.getOutputStream().write(frame);
    }

    /** Nothing is read any more, beside what is read already, so that the buffers between fill up. */
    public void stopReading() {
        mayRead = new CountDownLatch(1);
    }

    public void readAgain() {
        mayRead.countDown();
    }

    /** This end stays open when the client has closed. */
    public void neverClose() {
        neverCloses = true;
    }

    /** It has said its last, or is gone: brokers then close, too. */
    void clientEnded() {
        if (!neverCloses) {
            cut();
        }
    }

    /** Without a word, also not one of TLS. */
    void cut() {
        mayRead.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits before it reads, while nothing is to be read. */
    private final class Pausing extends FilterInputStream {
        Pausing(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            pause();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            pause();
            return super.read(bytes, offset, length);
        }

        private void pause() throws IOException {
            try {
                mayRead.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** A client's frames, always masked. Pongs are passed over. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // a few bytes
    private static final class MaskedFrames extends InputStream {
        private final DataInputStream raw;
        private final byte[] mask = new byte[4];
        private int left;
        private int position;

        MaskedFrames(DataInputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            while (left == 0) {
                int first = raw.read();
                if (first < 0) {
                    return -1;
                }
                begin(first);
            }
            left--;
            return raw.readUnsignedByte() ^ (mask[position++ % 4] & 0xFF);
        }

        private void begin(int first) throws IOException {
            int length = raw.readUnsignedByte();
            if ((length & 0x80) == 0) {
                throw new EOFException("a client's frame was not masked");
            }
            length &= 0x7F;
            left = length == 126 ? raw.readUnsignedShort() : length;
            raw.readFully(mask);
            position = 0;
            if (first != BINARY) {
                raw.skipNBytes(left);
                left = 0;
            }
        }
    }
}
