// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Values in messages: short scalars are shown, of everything else only what it is. */
public final class Quoted {
    private static final int MAX_LENGTH = 40;

    private Quoted() {}

    /** A text, told apart from a number that looks the same. */
    public static String text(String text) {
        return text.length() > MAX_LENGTH ? "a text of " + text.length() + " characters" : "the text " + of(text);
    }

    public static String of(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length > MAX_LENGTH ? lengthOf(bytes) : ofShort(bytes);
        }
        if (value instanceof JsonText json) {
            return json.text().startsWith("[") ? "an array" : "an object";
        }
        String text = String.valueOf(value);
        if (text.length() > MAX_LENGTH) {
            return "a value of " + text.length() + " characters";
        }
        return "'" + text.replaceAll("\\p{Cntrl}", "?") + "'";
    }

    /** A payload of text comes as bytes: it is shown as any other text. */
    private static String ofShort(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean isText = !text.isEmpty()
                && text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))
                && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return isText ? of(text) : lengthOf(bytes);
    }

    private static String lengthOf(byte[] bytes) {
        return "a value of " + bytes.length + " bytes";
    }
}
