// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

/** The last packet of a client (MQTT 3.1.1 section 3.14, MQTT 5 section 3.14), as it stands on the wire. */
public enum Disconnect {
    /** Of both versions: a normal end, and the session stays as long as CONNECT said. */
    KEEPING_SESSION(0xE0, 0),

    /** Of MQTT 5: a normal end with a Session Expiry Interval of 0 (section 3.14.2.2.2). */
    ENDING_SESSION(0xE0, 7, 0, 5, 0x11, 0, 0, 0, 0);

    private final byte[] packet;

    Disconnect(int... values) {
        packet = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            packet[i] = (byte) values[i];
        }
    }

    byte[] packet() {
        return packet.clone();
    }
}
