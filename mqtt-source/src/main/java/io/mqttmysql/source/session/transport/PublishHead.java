// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands before the payload of a PUBLISH, read piece by piece so that nothing is held of a message that is passed
 * over. Paho's receiving thread.
 *
 * <p>{@code left} is what remains of the packet in the stream, in bytes.
 */
final class PublishHead {
    private static final int QOS_MASK = 0x06;
    private static final int DUPLICATE = 0x08;

    final int flags;
    final long packetBytes;
    byte[] topic = {};
    int packetId;
    byte[] properties = {};
    long left;

    private final InputStream in;

    /**
     * @param length the packet's remaining length as announced, in bytes
     * @param packetBytes the same with what stood before it
     */
    PublishHead(InputStream in, int flags, long length, long packetBytes) {
        this.in = in;
        this.flags = flags;
        this.left = length;
        this.packetBytes = packetBytes;
    }

    int qos() {
        return (flags & QOS_MASK) >> 1;
    }

    boolean isDuplicate() {
        return (flags & DUPLICATE) != 0;
    }

    void readTopicAndId() throws IOException {
        topic = take(takeShort("topic"), "topic");
        if (qos() > 0) {
            packetId = takeShort("packet id");
            if (packetId == 0) {
                throw new IOException("the broker sent a message with the packet id 0");
            }
        }
    }

    /** False when the announced length of the properties exceeds the packet. */
    boolean readProperties() throws IOException {
        int length = 0;
        int next = 0x80;
        for (int shift = 0; (next & 0x80) != 0; shift += 7) {
            if (left == 0 || shift > 21) {
                return false;
            }
            next = require(in.read());
            left--;
            length |= (next & 0x7F) << shift;
        }
        if (length > left) {
            return false;
        }
        properties = take(length, "properties");
        return true;
    }

    String topicText() {
        return new String(topic, StandardCharsets.UTF_8);
    }

    /** The head as it goes on to the library, with this topic and with room for so many bytes of payload. */
    byte[] encode(byte[] shownTopic, boolean withPropertyLength, long payloadBytes) {
        byte[] propertyLength = withPropertyLength ? variableInteger(properties.length) : new byte[0];
        int idBytes = qos() > 0 ? 2 : 0;
        long length = 2L + shownTopic.length + idBytes + propertyLength.length + properties.length + payloadBytes;
        byte[] lengthBytes = variableInteger(length);
        byte[] head = new byte[(int) (1 + lengthBytes.length + length - payloadBytes)];
        head[0] = (byte) (PacketGuard.PUBLISH << 4 | flags);
        int at = put(lengthBytes, head, 1);
        head[at++] = (byte) (shownTopic.length >> 8);
        head[at++] = (byte) shownTopic.length;
        at = put(shownTopic, head, at);
        if (idBytes > 0) {
            head[at++] = (byte) (packetId >> 8);
            head[at++] = (byte) packetId;
        }
        put(properties, head, put(propertyLength, head, at));
        return head;
    }

    private static int put(byte[] bytes, byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    static byte[] variableInteger(long value) {
        byte[] bytes = new byte[4];
        int count = 0;
        long rest = value;
        do {
            bytes[count++] = (byte) (rest > 0x7F ? (rest & 0x7F) | 0x80 : rest);
            rest >>= 7;
        } while (rest > 0);
        return Arrays.copyOf(bytes, count);
    }

    private int takeShort(String what) throws IOException {
        byte[] bytes = take(2, what);
        return ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    }

    private byte[] take(int length, String what) throws IOException {
        if (length > left) {
            throw new IOException("the broker sent a message that ends within its " + what);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        left -= length;
        return bytes;
    }

    private static int require(int read) throws EOFException {
        if (read < 0) {
            throw new EOFException();
        }
        return read;
    }
}
