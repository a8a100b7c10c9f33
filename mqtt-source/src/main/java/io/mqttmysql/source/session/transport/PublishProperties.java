// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

/**
 * Checks the property section of an MQTT 5 PUBLISH (section 3.3.2.3) before the client library reads it. Paho's
 * receiving thread.
 */
final class PublishProperties {
    private static final int PAYLOAD_FORMAT = 0x01;
    private static final int MESSAGE_EXPIRY = 0x02;
    private static final int CONTENT_TYPE = 0x03;
    private static final int RESPONSE_TOPIC = 0x08;
    private static final int CORRELATION_DATA = 0x09;
    private static final int SUBSCRIPTION_ID = 0x0B;
    private static final int USER_PROPERTY = 0x26;

    /** The client library reads this length with a sign. */
    private static final int MAX_CORRELATION_BYTES = Short.MAX_VALUE;

    private final MqttText text;
    private byte[] bytes;
    private int position;
    private int end;
    private long seen;

    PublishProperties(MqttText text) {
        this.text = text;
    }

    /** False when the section breaks the protocol, or has what the library cannot read. */
    boolean areLegal(byte[] section, int offset, int length) {
        bytes = section;
        position = offset;
        end = offset + length;
        seen = 0;
        while (position < end) {
            if (!skipProperty()) {
                return false;
            }
        }
        return true;
    }

    private boolean skipProperty() {
        int id = bytes[position++];
        boolean isRepeatable = id == USER_PROPERTY || id == SUBSCRIPTION_ID;
        if (!isRepeatable && isRepeated(id)) {
            return false;
        }
        return switch (id) {
            case PAYLOAD_FORMAT -> skip(1);
            case MESSAGE_EXPIRY -> skip(4);
            case CONTENT_TYPE, RESPONSE_TOPIC -> skipText();
            case CORRELATION_DATA -> skipBinary();
            case SUBSCRIPTION_ID -> skipVariableInteger();
            case USER_PROPERTY -> skipPair();
            default -> false; // a topic alias too: none was allowed to the broker
        };
    }

    private boolean isRepeated(int id) {
        long bit = 1L << (id & 0x3F);
        boolean isRepeated = (seen & bit) != 0;
        seen |= bit;
        return isRepeated;
    }

    private boolean skip(int length) {
        position += length;
        return position <= end;
    }

    private boolean skipText() {
        int length = length();
        return length >= 0 && text.isLegal(bytes, position, length) && skip(length);
    }

    private boolean skipBinary() {
        int length = length();
        return length >= 0 && length <= MAX_CORRELATION_BYTES && skip(length);
    }

    /** The two bytes before a text or a binary; -1 when it does not fit into the section. */
    private int length() {
        if (position + 2 > end) {
            return -1;
        }
        int length = ((bytes[position] & 0xFF) << 8) | (bytes[position + 1] & 0xFF);
        position += 2;
        return position + length <= end ? length : -1;
    }

    private boolean skipPair() {
        boolean hasName = skipText();
        return hasName && skipText();
    }

    private boolean skipVariableInteger() {
        for (int i = 0; i < 4 && position < end; i++) {
            if (bytes[position++] >= 0) {
                return true;
            }
        }
        return false;
    }
}
