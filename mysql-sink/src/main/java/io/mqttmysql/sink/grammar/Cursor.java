// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.grammar;

import java.util.function.IntPredicate;

/** Reads a text from left to right and knows where it is, so that every complaint can point at its place. */
public final class Cursor {
    /** Stands for the character after the last one. */
    static final char END = '\0';

    private static final int FRAGMENT_LENGTH = 20;

    private final String text;
    private int position;

    public Cursor(String text) {
        this.text = text;
    }

    public int position() {
        return position;
    }

    public char peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    public boolean atEnd() {
        return position >= text.length();
    }

    public boolean atBreak() {
        return atEnd() || peek() == ' ' || peek() == '\t';
    }

    /** Whether nothing more of a source can follow: a comparison may, in a condition. */
    public boolean endsSource() {
        return atBreak() || peek() == '=' || startsWith("!=");
    }

    public boolean startsWith(String prefix) {
        return text.startsWith(prefix, position);
    }

    public void advance() {
        position++;
    }

    public void returnTo(int earlier) {
        position = earlier;
    }

    /** Takes {@code wanted} where it stands next. */
    public boolean take(String wanted) {
        if (!startsWith(wanted)) {
            return false;
        }
        position += wanted.length();
        return true;
    }

    public void require(String wanted, String reason) {
        if (!take(wanted)) {
            throw error(reason);
        }
    }

    public void skipBlanks() {
        takeWhile(c -> c == ' ' || c == '\t');
    }

    public String takeWhile(IntPredicate wanted) {
        int start = position;
        while (position < text.length() && wanted.test(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** The letters, digits and underscores that stand next; may be empty. */
    public String takeWord() {
        return takeWhile(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_'));
    }

    /** A {@code name} of the grammar: {@code [A-Za-z0-9_-]+}; may be empty. */
    public String takeName() {
        return takeWhile(Cursor::isNameCharacter);
    }

    public static boolean isNameCharacter(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    public String between(int start, int end) {
        return text.substring(start, end);
    }

    public InvalidExpression error(String reason) {
        return errorAt(position, reason);
    }

    public InvalidExpression errorAt(int place, String reason) {
        if (place >= text.length()) {
            return new InvalidExpression("at the end: " + reason);
        }
        int end = Math.min(text.length(), place + FRAGMENT_LENGTH);
        String fragment = text.substring(place, end) + (end < text.length() ? "…" : "");
        return new InvalidExpression("at \"" + fragment + "\" (character " + (place + 1) + "): " + reason);
    }
}
