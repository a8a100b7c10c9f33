// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.source.config.ProtocolVersion;

/**
 * What a {@link PacketGuard} lets through.
 *
 * @param maxPacketBytes larger messages are rejected
 * @param keepAliveSeconds the longest silence of the library
 * @param parser reads a packet other than PUBLISH exactly as the client library will
 */
public record GuardRules(
        ProtocolVersion version,
        int maxPacketBytes,
        int keepAliveSeconds,
        PlaceholderTopics placeholders,
        Parser parser) {
    /** The library's own parser; throws whatever it likes at a packet that it cannot read. */
    public interface Parser {
        void parse(byte[] packet) throws Exception;
    }

    boolean isMqtt5() {
        return version == ProtocolVersion.MQTT_5;
    }
}
