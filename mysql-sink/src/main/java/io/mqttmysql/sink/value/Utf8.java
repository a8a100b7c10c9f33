// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what is not well-formed is the record's fault and is never replaced in silence. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private static final int GZIP = 0x1F8B;
    private static final int ZLIB = 0x78;
    private static final int ZLIB_CHECK = 31;

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

    /** Whether the bytes are well-formed UTF-8. */
    public static boolean isText(byte[] bytes) {
        try {
            decode(bytes);
            return true;
        } catch (BadValue e) {
            return false;
        }
    }

    private static void requireWellFormed(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(in);
        } catch (CharacterCodingException e) {
            throw new BadValue("its bytes are not UTF-8 text (first ill-formed byte at offset " + in.position()
                    + compressed(bytes) + "); a column of bytes (VARBINARY, BLOB) takes them as they are, and only a"
                    + " transformation or a converter before the sink can make text of them");
        }
    }

    /** RFC 1952 and 1950: what gzip and zlib begin with. */
    private static String compressed(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << Byte.SIZE) | (bytes[1] & 0xFF);
        if (first == GZIP) {
            return ", as of gzip, which payload.compression=auto reads";
        }
        return bytes[0] == ZLIB && first % ZLIB_CHECK == 0 ? ", as of zlib, which payload.compression=auto reads" : "";
    }
}
