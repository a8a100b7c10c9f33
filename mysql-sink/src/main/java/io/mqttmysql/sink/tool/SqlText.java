// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pieces of SQL text, cut outside quotes and parentheses (manual, "String Literals", "Comments", "Schema Object
 * Names"). What has lost its comments has its texts in single quotes, with doubled ones inside.
 */
final class SqlText {
    /** MySQL and MariaDB run what stands in such a comment. */
    private static final Pattern EXECUTED = Pattern.compile("/\\*M?!\\d*");

    /** Of the command line client. */
    private static final Pattern DELIMITER =
            Pattern.compile("\\s*DELIMITER\\s+(\\S+)[^\\n]*", Pattern.CASE_INSENSITIVE);

    private SqlText() {}

    /** Cuts at the separator; blank pieces are dropped. */
    static List<String> split(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int depth = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == separator && depth == 0) {
                pieces.add(text.substring(start, at));
                start = at + 1;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at = isQuote(c) ? afterQuoted(text, at) : at + 1;
        }
        pieces.add(text.substring(start));
        pieces.removeIf(String::isBlank);
        return pieces;
    }

    /** The statements of a script without comments, as the command line client cuts them. */
    static List<String> statements(String script) {
        String text = withoutComments(script);
        List<String> statements = new ArrayList<>();
        String delimiter = ";";
        int at = 0;
        while (at < text.length()) {
            Matcher change = DELIMITER.matcher(text).region(at, text.length());
            if (change.lookingAt()) {
                delimiter = change.group(1);
                at = change.end();
            } else {
                int end = indexOf(delimiter, text, at);
                statements.add(text.substring(at, end).strip());
                at = end + delimiter.length();
            }
        }
        statements.removeIf(String::isBlank);
        return statements;
    }

    /** The place of the parenthesis that closes the one at {@code open}; -1 where none does. */
    static int closing(String text, int open) {
        int depth = 0;
        int at = open;
        while (at < text.length()) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
            at = isQuote(c) ? afterQuoted(text, at) : at + 1;
        }
        return -1;
    }

    /** The length of the text where it is nowhere outside quotes. */
    private static int indexOf(String wanted, String text, int from) {
        int at = from;
        while (at < text.length() && !text.startsWith(wanted, at)) {
            at = isQuote(text.charAt(at)) ? afterQuoted(text, at) : at + 1;
        }
        return at;
    }

    /** A blank in the place of each comment; what stands in quotes is not one. */
    private static String withoutComments(String script) {
        StringBuilder left = new StringBuilder();
        int at = 0;
        while (at < script.length()) {
            int end = afterComment(script, at);
            if (end > at) {
                left.append(' ');
            } else {
                end = isQuote(script.charAt(at)) ? afterQuoted(script, at) : at + 1;
                String piece = script.substring(at, end);
                left.append(piece.startsWith("'") || piece.startsWith("\"") ? literal(piece) : piece);
            }
            at = end;
        }
        return left.toString();
    }

    /** The place after the comment that begins here; the same place where none does. */
    private static int afterComment(String script, int at) {
        if (script.startsWith("/*", at)) {
            Matcher executed = EXECUTED.matcher(script).region(at, script.length());
            return executed.lookingAt() ? executed.end() : placeAfter("*/", script, at + 2);
        }
        if (script.startsWith("*/", at)) {
            return at + 2; // of one that is executed
        }
        boolean isToTheEnd = script.charAt(at) == '#'
                || (script.startsWith("--", at)
                        && (at + 2 == script.length() || Character.isWhitespace(script.charAt(at + 2))));
        return isToTheEnd ? placeAfter("\n", script, at) : at;
    }

    private static int placeAfter(String wanted, String text, int from) {
        int found = text.indexOf(wanted, from);
        return found < 0 ? text.length() : found + wanted.length();
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '`';
    }

    /** The place after the closing quote; a doubled one closes nothing. Back-ticks know no backslash. */
    private static int afterQuoted(String text, int start) {
        char quote = text.charAt(start);
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean isDoubled = c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote;
            if (c == quote && !isDoubled) {
                return at + 1;
            }
            at += isDoubled || (c == '\\' && quote != '`') ? 2 : 1;
        }
        return text.length();
    }

    /** In single quotes; of the escapes only those of quotes mean something here. */
    private static String literal(String quoted) {
        char quote = quoted.charAt(0);
        StringBuilder text = new StringBuilder("'");
        for (int at = 1; at < quoted.length() - 1; at++) {
            char c = quoted.charAt(at);
            char next = quoted.charAt(at + 1);
            if (c == '\\' && next != '\'' && next != '"') {
                text.append(c).append(next);
                at++;
            } else {
                boolean isTwo = c == '\\' || (c == quote && next == quote);
                char meant = isTwo ? next : c;
                text.append(meant == '\'' ? "''" : String.valueOf(meant));
                at += isTwo ? 1 : 0;
            }
        }
        return text.append('\'').toString();
    }

    static String unquoted(String name) {
        char quote = name.charAt(0);
        boolean isQuoted = name.length() > 1 && isQuote(quote) && name.charAt(name.length() - 1) == quote;
        String doubled = String.valueOf(quote).repeat(2);
        return isQuoted ? name.substring(1, name.length() - 1).replace(doubled, String.valueOf(quote)) : name;
    }
}
