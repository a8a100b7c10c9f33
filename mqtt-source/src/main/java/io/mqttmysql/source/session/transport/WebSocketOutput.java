// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;

/** Sends what was written up to a flush as one masked binary frame (RFC 6455 section 5). Any thread. */
final class WebSocketOutput extends OutputStream {
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PONG = 0xA;

    private static final byte[] NORMAL_CLOSURE = {1000 >> 8, (byte) 1000};
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;
    private static final int MAX_TWO_BYTES = 0xFFFF;

    private final SecureRandom random = new SecureRandom();
    private final OutputStream out;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean isEnded; // guarded by this

    WebSocketOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int b) {
        message.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        message.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        if (message.size() > 0) {
            byte[] payload = message.toByteArray();
            message.reset();
            send(BINARY, payload);
        }
    }

    /** Sends the close frame, after which no frame may come (RFC 6455 section 5.5.1): later ones are dropped. */
    synchronized void end() throws IOException {
        send(CLOSE, NORMAL_CLOSURE);
        isEnded = true;
    }

    /** Sends one frame at once. */
    synchronized void send(int opcode, byte[] payload) throws IOException {
        if (isEnded) {
            return;
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(FINAL | opcode);
        if (payload.length < LENGTH_IN_TWO_BYTES) {
            frame.write(MASKED | payload.length);
        } else if (payload.length <= MAX_TWO_BYTES) {
            frame.write(MASKED | LENGTH_IN_TWO_BYTES);
            writeLength(frame, payload.length, 2);
        } else {
            frame.write(MASKED | LENGTH_IN_EIGHT_BYTES);
            writeLength(frame, payload.length, 8);
        }
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        out.write(frame.toByteArray());
        out.flush();
    }

    private static void writeLength(ByteArrayOutputStream frame, long length, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            frame.write((int) (length >> shift));
        }
    }
}
