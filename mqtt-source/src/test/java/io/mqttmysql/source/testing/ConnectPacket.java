// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client said in its CONNECT; properties by their identifier. */
public record ConnectPacket(
        int version,
        boolean cleanStart,
        int keepAliveSeconds,
        Map<Integer, Long> properties,
        Map<String, String> userProperties,
        String clientId,
        Login login) {
    /** Null where it was not sent. */
    public record Login(String username, String password) {}

    public static final int SESSION_EXPIRY = 0x11;
    public static final int RECEIVE_MAXIMUM = 0x21;
    public static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    public static final int MAXIMUM_PACKET_SIZE = 0x27;
    private static final int USER_PROPERTY = 0x26;

    static ConnectPacket of(Packet packet) {
        try {
            return read(packet.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConnectPacket read(DataInputStream in) throws IOException {
        Packet.text(in);
        int version = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int keepAlive = in.readUnsignedShort();
        Map<String, String> user = new LinkedHashMap<>();
        Map<Integer, Long> properties = version == 5 ? properties(in, user) : Map.of();
        String clientId = Packet.text(in);
        String username = (flags & 0x80) != 0 ? Packet.text(in) : null;
        String password = (flags & 0x40) != 0 ? Packet.text(in) : null;
        Login login = new Login(username, password);
        return new ConnectPacket(version, (flags & 0x02) != 0, keepAlive, properties, user, clientId, login);
    }

    private static Map<Integer, Long> properties(DataInputStream in, Map<String, String> user) throws IOException {
        DataInputStream block = new DataInputStream(new java.io.ByteArrayInputStream(in.readNBytes(in.read())));
        Map<Integer, Long> properties = new HashMap<>();
        for (int id = block.read(); id >= 0; id = block.read()) {
            if (id == USER_PROPERTY) {
                user.put(Packet.text(block), Packet.text(block));
                continue;
            }
            long value = switch (id) {
                case SESSION_EXPIRY, MAXIMUM_PACKET_SIZE -> Integer.toUnsignedLong(block.readInt());
                case RECEIVE_MAXIMUM, TOPIC_ALIAS_MAXIMUM -> block.readUnsignedShort();
                default -> block.readUnsignedByte();
            };
            properties.put(id, value);
        }
        return properties;
    }
}
