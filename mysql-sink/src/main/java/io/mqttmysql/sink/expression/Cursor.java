// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import java.util.function.IntPredicate;

/** Reads a text from left to right and knows where it is, so that every complaint can point at its place. */
final class Cursor {
    /** Stands for the character after the last one. */
    static final char END = '\0';

    private static final int FRAGMENT_LENGTH = 20;

    private final String text;
    private int position;

    Cursor(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    char peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    boolean atBreak() {
        return atEnd() || peek() == ' ' || peek() == '\t';
    }

    /** Whether nothing more of a source can follow: a comparison may, in a condition. */
    boolean endsSource() {
        return atBreak() || peek() == '=' || startsWith("!=");
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, position);
    }

    void advance() {
        position++;
    }

    void returnTo(int earlier) {
        position = earlier;
    }

    /** Takes {@code wanted} where it stands next. */
    boolean take(String wanted) {
        if (!startsWith(wanted)) {
            return false;
        }
        position += wanted.length();
        return true;
    }

    void require(String wanted, String reason) {
        if (!take(wanted)) {
            throw error(reason);
        }
    }

    void skipBlanks() {
        takeWhile(c -> c == ' ' || c == '\t');
    }

    String takeWhile(IntPredicate wanted) {
        int start = position;
        while (position < text.length() && wanted.test(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** The letters, digits and underscores that stand next; may be empty. */
    String takeWord() {
        return takeWhile(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_'));
    }

    /** A {@code name} of the grammar: {@code [A-Za-z0-9_-]+}; may be empty. */
    String takeName() {
        return takeWhile(Cursor::isNameCharacter);
    }

    static boolean isNameCharacter(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    String between(int start, int end) {
        return text.substring(start, end);
    }

    InvalidExpression error(String reason) {
        return errorAt(position, reason);
    }

    InvalidExpression errorAt(int place, String reason) {
        if (place >= text.length()) {
            return new InvalidExpression("at the end: " + reason);
        }
        int end = Math.min(text.length(), place + FRAGMENT_LENGTH);
        String fragment = text.substring(place, end) + (end < text.length() ? "…" : "");
        return new InvalidExpression("at \"" + fragment + "\" (character " + (place + 1) + "): " + reason);
    }
}
