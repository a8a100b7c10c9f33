// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

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
            return "a value of " + bytes.length + " bytes";
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
}
