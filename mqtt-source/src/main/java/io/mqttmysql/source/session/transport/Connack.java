// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.source.session.terms.BrokerTerms;
import io.mqttmysql.source.session.terms.BrokerTerms.Feature;
import io.mqttmysql.source.session.terms.BrokerTerms.Words;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A CONNACK of MQTT 5 (section 3.2). The client library gets another one in its place, which has the flags, the code
 * and a keep-alive. From the broker's own it would take Maximum Packet Size for its own bound and end the link over
 * larger messages, refuse subscriptions with an exception that does not name the filter, and, told a keep-alive of 0,
 * not ping. What the rest says is for {@link BrokerTerms}. Paho's receiving thread.
 */
final class Connack {
    private static final int SESSION_EXPIRY = 0x11;
    private static final int ASSIGNED_CLIENT_ID = 0x12;
    private static final int SERVER_KEEP_ALIVE = 0x13;
    private static final int REASON = 0x1F;
    private static final int SERVER_REFERENCE = 0x1C;
    private static final int USER_PROPERTY = 0x26;
    private static final int MAX_PACKET_SIZE = 0x27;

    private static final Map<Integer, Feature> FEATURES =
            Map.of(0x25, Feature.RETAINED_MESSAGES, 0x28, Feature.WILDCARDS, 0x2A, Feature.SHARED_SUBSCRIPTIONS);

    private final byte flags;
    private final byte code;
    private final Map<Integer, Long> numbers = new TreeMap<>();
    private final Map<Integer, String> texts = new TreeMap<>();

    /** @param body where the packet begins after its length; its properties are known to fit */
    Connack(byte[] packet, int body) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packet, body, packet.length - body);
        try {
            flags = in.get();
            code = in.get();
            int end = in.hasRemaining() ? length(in) + in.position() : in.position();
            while (in.position() < end) {
                readProperty(in);
            }
            if (in.hasRemaining()) {
                throw new IOException("the broker sent a CONNACK that is longer than its properties");
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("the broker sent a CONNACK that ends within a property", e);
        }
    }

    /** CONNACK begins with the flags, of which the last is Session Present, and the code, 0 for success. */
    static boolean isResumed(byte[] packet, int begin) {
        return packet.length >= begin + 2 && (packet[begin] & 1) != 0 && packet[begin + 1] == 0;
    }

    private static int length(ByteBuffer in) {
        int length = 0;
        int next = 0x80;
        for (int shift = 0; (next & 0x80) != 0; shift += 7) {
            next = in.get();
            length |= (next & 0x7F) << shift;
        }
        return length;
    }

    private void readProperty(ByteBuffer in) throws IOException {
        int id = in.get();
        switch (id) {
            case 0x24, 0x25, 0x28, 0x29, 0x2A -> put(id, in.get() & 0xFF);
            case SERVER_KEEP_ALIVE, 0x21, 0x22 -> put(id, in.getShort() & 0xFFFF);
            case SESSION_EXPIRY, MAX_PACKET_SIZE -> put(id, in.getInt() & 0xFFFF_FFFFL);
            case USER_PROPERTY -> {
                text(in);
                text(in);
            }
            case ASSIGNED_CLIENT_ID, REASON, SERVER_REFERENCE, 0x15, 0x16, 0x1A -> {
                put(id, 0);
                texts.put(id, text(in));
            }
            default -> throw new IOException("the broker sent a CONNACK with a property of no known kind (" + id + ")");
        }
    }

    private void put(int id, long value) throws IOException {
        if (numbers.put(id, value) != null) {
            throw new IOException("the broker sent a CONNACK with a property twice (" + id + ")");
        }
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort() & 0xFFFF];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    BrokerTerms terms() {
        Set<Feature> missing = EnumSet.noneOf(Feature.class);
        FEATURES.forEach((id, feature) -> {
            if (numbers.getOrDefault(id, 1L) == 0) {
                missing.add(feature);
            }
        });
        long maxPacket = numbers.getOrDefault(MAX_PACKET_SIZE, 0L);
        return new BrokerTerms(
                numbers.getOrDefault(SESSION_EXPIRY, BrokerTerms.AS_ASKED),
                keepAliveSeconds(),
                maxPacket == 0 ? Long.MAX_VALUE : maxPacket,
                missing,
                new Words(
                        texts.getOrDefault(REASON, ""),
                        texts.getOrDefault(SERVER_REFERENCE, ""),
                        texts.getOrDefault(ASSIGNED_CLIENT_ID, "")));
    }

    private int keepAliveSeconds() {
        return numbers.getOrDefault(SERVER_KEEP_ALIVE, 0L).intValue();
    }

    /**
     * The packet for the client library.
     *
     * @param ownKeepAlive in seconds; more frequent pings than the broker asks for are always allowed
     */
    byte[] forLibrary(int ownKeepAlive) {
        int asked = keepAliveSeconds();
        return asked == 0 || asked >= ownKeepAlive
                ? new byte[] {0x20, 3, flags, code, 0}
                : new byte[] {0x20, 6, flags, code, 3, SERVER_KEEP_ALIVE, (byte) (asked >> 8), (byte) asked};
    }
}
