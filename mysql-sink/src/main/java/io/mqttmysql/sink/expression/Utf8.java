// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what is not well-formed is the record's fault and is never replaced in silence. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /**
     * @throws BadValue when the bytes are not well-formed UTF-8
     */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireWellFormed(bytes); // the sign may also stand in the text itself
        }
        return text;
    }

    private static void requireWellFormed(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(in);
        } catch (CharacterCodingException e) {
            throw new BadValue("its bytes are not UTF-8 text (first ill-formed byte at offset " + in.position() + ")");
        }
    }
}
