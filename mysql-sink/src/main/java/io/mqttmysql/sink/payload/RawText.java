// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import io.mqttmysql.sink.value.Utf8;
import java.util.function.IntPredicate;

/** A raw payload as text. */
final class RawText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RawText() {}

    /**
     * Without a leading byte order mark and trailing NULs and blanks: firmware in C sends them.
     *
     * @param raw String or byte[]
     * @throws io.mqttmysql.sink.value.BadValue when the bytes are not UTF-8
     */
    static String trimmed(Object raw) {
        String text = raw instanceof String s ? s : Utf8.decode((byte[]) raw);
        return between(text, c -> c == '\0' || c == ' ' || c == '\t' || c == '\r' || c == '\n');
    }

    /** The same with the blanks at its end, which may be a value. */
    static String line(Object raw) {
        String text = raw instanceof String s ? s : Utf8.decode((byte[]) raw);
        return between(text, c -> c == '\0' || c == '\r' || c == '\n');
    }

    private static String between(String text, IntPredicate isPadding) {
        int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int end = text.length();
        while (end > start && isPadding.test(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
