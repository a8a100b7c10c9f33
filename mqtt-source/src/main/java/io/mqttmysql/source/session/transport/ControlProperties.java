// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

/**
 * The length of the properties of an MQTT 5 packet other than PUBLISH. The client library allocates what it says, up to
 * 256 MB, before it looks whether the packet has so many bytes.
 */
final class ControlProperties {
    private static final int CONNACK = 2;
    private static final int PUBACK = 4;
    private static final int PUBCOMP = 7;
    private static final int PINGRESP = 13;
    private static final int DISCONNECT = 14;

    private ControlProperties() {}

    /**
     * False when the properties are longer than what follows.
     *
     * @param body where the packet begins after its length
     */
    static boolean fit(int type, byte[] packet, int body) {
        int position = body + offset(type);
        int length = 0;
        for (int shift = 0; shift <= 21 && position < packet.length; shift += 7) {
            int next = packet[position++];
            length |= (next & 0x7F) << shift;
            if (next >= 0) {
                return type == PINGRESP || length <= packet.length - position;
            }
        }
        return true; // it has none, or ends within the length: that the library finds out by itself
    }

    /** What stands before the length: flags and code, packet id, packet id and code, or a code. */
    private static int offset(int type) {
        if (type >= PUBACK && type <= PUBCOMP) {
            return 3;
        }
        return type >= DISCONNECT ? 1 : CONNACK;
    }
}
