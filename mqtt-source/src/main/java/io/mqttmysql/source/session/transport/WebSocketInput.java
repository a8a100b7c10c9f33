// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.kit.text.ReadableText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes within a server's WebSocket frames (RFC 6455 section 5), passed on as they come: a frame is never held as a
 * whole, and where one ends means nothing in MQTT. Pings are answered. Paho's receiving thread.
 */
final class WebSocketInput extends InputStream {
    private static final int CONTINUATION = 0x0;
    private static final int PING = 0x9;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int RESERVED_BITS = 0x70;

    private final InputStream in;
    private final WebSocketOutput out;
    private long left;

    WebSocketInput(InputStream in, WebSocketOutput out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public int read() throws IOException {
        if (!findData()) {
            return -1;
        }
        left--;
        return require(in.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!findData()) {
            return -1;
        }
        int read = require(in.read(bytes, offset, (int) Math.min(length, left)));
        left -= read;
        return read;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    /** Goes to the next byte of MQTT; false at the end of the connection. */
    private boolean findData() throws IOException {
        while (left == 0) {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            beginFrame(first);
        }
        return true;
    }

    private void beginFrame(int first) throws IOException {
        int second = require(in.read());
        if ((first & RESERVED_BITS) != 0 || (second & 0x80) != 0) {
            throw new IOException("the server sent a WebSocket frame that a server must not send");
        }
        long length = length(second & 0x7F);
        int opcode = first & 0x0F;
        switch (opcode) {
            case CONTINUATION, WebSocketOutput.BINARY -> left = length;
            case PING -> out.send(WebSocketOutput.PONG, control(length));
            case WebSocketOutput.PONG -> control(length);
            case WebSocketOutput.CLOSE -> throw closed(control(length));
            default -> throw new IOException("the server sent a WebSocket frame that is not binary (" + opcode + ")");
        }
    }

    private long length(int announced) throws IOException {
        int bytes = announced == 126 ? 2 : announced == 127 ? 8 : 0;
        if (bytes == 0) {
            return announced;
        }
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | require(in.read());
        }
        if (length < 0) {
            throw new IOException("the server announced a WebSocket frame of negative length");
        }
        return length;
    }

    private byte[] control(long length) throws IOException {
        if (length > MAX_CONTROL_BYTES) {
            throw new IOException("the server sent a WebSocket control frame that is too long");
        }
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException();
        }
        return payload;
    }

    private static IOException closed(byte[] payload) {
        if (payload.length < 2) {
            return new IOException("the server closed the WebSocket");
        }
        int code = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        return new IOException("the server closed the WebSocket (" + code + ") " + ReadableText.of(reason));
    }

    private static int require(int read) throws EOFException {
        if (read < 0) {
            throw new EOFException();
        }
        return read;
    }
}
