// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What may stand in an MQTT string: UTF-8 without control characters and noncharacters (MQTT 5 section 1.5.4). MQTT
 * allows a receiver to refuse the latter two; Paho's receiver dies of them. Paho's receiving thread.
 */
final class MqttText {
    /** The MQTT 3.1.1 client takes every character from here on, and every emoji, for a fault. */
    private static final char FIRST_BEYOND_3_1_1 = '\uFDD0';

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    boolean isLegal(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < ' ' || bytes[i] == 0x7F) {
                return bytes[i] < 0 && isLegalUnicode(bytes, offset, length);
            }
        }
        return true;
    }

    private boolean isLegalUnicode(byte[] bytes, int offset, int length) {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, offset, length))
                    .codePoints()
                    .noneMatch(MqttText::isForbidden);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isForbidden(int character) {
        boolean isNonCharacter = (character >= 0xFDD0 && character <= 0xFDEF) || (character & 0xFFFE) == 0xFFFE;
        return isNonCharacter || Character.isISOControl(character);
    }

    /** True for legal text that the MQTT 3.1.1 client cannot bear all the same. */
    static boolean isBeyond311(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return new String(bytes, offset, length, StandardCharsets.UTF_8)
                        .chars()
                        .anyMatch(character ->
                                character >= FIRST_BEYOND_3_1_1 || Character.isSurrogate((char) character));
            }
        }
        return false;
    }
}
