// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.text;

/** Text that came from outside, for messages and logs. Any thread. */
public final class ReadableText {
    private static final int MAX_CHARS = 200;

    private ReadableText() {}

    /** The text fit for a log or a header: no control or format characters, at most 200 characters. */
    public static String of(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(MAX_CHARS).forEach(character -> {
            boolean isLegible = Character.isDefined(character)
                    && !Character.isISOControl(character)
                    && Character.getType(character) != Character.FORMAT
                    && Character.getType(character) != Character.SURROGATE
                    && Character.getType(character) != Character.LINE_SEPARATOR
                    && Character.getType(character) != Character.PARAGRAPH_SEPARATOR;
            clean.appendCodePoint(isLegible ? character : '\uFFFD');
        });
        boolean isCut = text.codePointCount(0, text.length()) > MAX_CHARS;
        return isCut ? clean.append("...").toString() : clean.toString();
    }
}
