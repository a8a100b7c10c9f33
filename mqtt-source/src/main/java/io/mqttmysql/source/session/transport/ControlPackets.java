// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.source.session.terms.BrokerTerms;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The packets other than PUBLISH: one that cannot be read, or that no broker may send, ends the stream with the reason.
 * A {@link Connack} is shown to the client library in a form that it can live with.
 *
 * <p>Paho's receiving thread.
 */
final class ControlPackets {
    private static final int CONNACK = 2;
    private static final int PUBACK = 4;
    private static final int PUBCOMP = 7;
    private static final int SUBACK = 9;
    private static final int UNSUBACK = 11;
    private static final int PINGRESP = 13;
    private static final int DISCONNECT = 14;
    private static final int AUTH = 15;

    /** They are small: flags, codes, a few texts of 64 KiB at most. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final InputStream in;
    private final GuardRules rules;
    private boolean isResumed;
    private volatile BrokerTerms terms = BrokerTerms.UNSAID;

    ControlPackets(InputStream in, GuardRules rules) {
        this.in = in;
        this.rules = rules;
    }

    /** The broker said that it has the session still; it says so before it sends any message. */
    boolean isResumed() {
        return isResumed;
    }

    /** What the broker granted, once it answered. Any thread. */
    BrokerTerms terms() {
        return terms;
    }

    /**
     * The packet for the library.
     *
     * @param first its first byte
     * @param length of what follows its length
     */
    byte[] read(int first, int length) throws IOException {
        int type = first >> 4;
        if (!mayCome(type)) {
            throw new IOException("the broker sent a packet of type " + type + ", which no broker may send");
        }
        if (length > MAX_BYTES) {
            throw new IOException("the broker announced a packet of type " + type + " with " + length + " bytes");
        }
        byte[] lengthBytes = PublishHead.variableInteger(length);
        byte[] packet = new byte[1 + lengthBytes.length + length];
        packet[0] = (byte) first;
        System.arraycopy(lengthBytes, 0, packet, 1, lengthBytes.length);
        int body = 1 + lengthBytes.length;
        if (in.readNBytes(packet, body, length) < length) {
            throw new EOFException();
        }
        if (rules.isMqtt5() && !ControlProperties.fit(type, packet, body)) {
            throw new IOException("the broker sent a packet of type " + type + " with properties longer than itself");
        }
        byte[] shown = type == CONNACK ? answered(packet, body) : packet;
        parse(type, shown);
        return shown;
    }

    private boolean mayCome(int type) {
        return type == CONNACK
                || (type >= PUBACK && type <= PUBCOMP)
                || type == SUBACK
                || type == UNSUBACK
                || type == PINGRESP
                || (rules.isMqtt5() && (type == DISCONNECT || type == AUTH));
    }

    private byte[] answered(byte[] packet, int body) throws IOException {
        boolean isOlder = rules.isMqtt5() && packet.length == 4 && packet[3] == 1;
        if (isOlder) {
            throw new RefusedException("the broker does not speak MQTT 5; write mqtt.protocol.version=3.1.1");
        }
        isResumed = Connack.isResumed(packet, body);
        if (!rules.isMqtt5()) {
            return packet;
        }
        Connack connack = new Connack(packet, body);
        terms = connack.terms();
        return connack.forLibrary(rules.keepAliveSeconds());
    }

    private void parse(int type, byte[] packet) throws IOException {
        try {
            rules.parser().parse(packet);
        } catch (Exception e) { // the library's parser declares it, and throws what it likes
            throw new IOException("the broker sent a packet of type " + type + " that cannot be read (" + e + ")", e);
        }
    }
}
