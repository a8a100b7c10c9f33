// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.grammar;

import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.JsonPath.Index;
import io.mqttmysql.sink.value.JsonPath.KeyOfElement;
import io.mqttmysql.sink.value.JsonPath.Member;
import io.mqttmysql.sink.value.JsonPath.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads a singular query as RFC 9535 §2.3.5.1 writes it; says what to write where it meets something else. */
public final class JsonPathParser {
    private static final String MANY =
            "this names many values, but a column takes one; name one element, for example [0] or ['name']";
    private static final String ROWS = ", or make a row of each with rows=";

    private static final String MANY_ROWS = "a path of rows has one wildcard, [*] or .*, at its end, and may have one"
            + " before it; all else are names and indexes; write for example $.readings[*]";

    private final Cursor cursor;
    /** What is said of a step that leads to many values. */
    private final String many;

    private final KeyStep keys;
    private final int start;
    private final List<Step> steps = new ArrayList<>();

    /** Whether an element's key may stand in brackets. */
    private enum KeyStep {
        ALLOWED,
        REFUSED
    }

    private JsonPathParser(Cursor cursor, String many, KeyStep keys) {
        this.cursor = cursor;
        this.many = many;
        this.keys = keys;
        this.start = cursor.position();
    }

    /** Reads the path that starts at the cursor's {@code $} or {@code @} and leaves the cursor after it. */
    public static JsonPath parse(Cursor cursor) {
        return parse(cursor, KeyStep.REFUSED);
    }

    /** The same, where {@code [@key]} and {@code [@^key]} may stand for an index or a name. */
    public static JsonPath parseOfElement(Cursor cursor) {
        return parse(cursor, KeyStep.ALLOWED);
    }

    private static JsonPath parse(Cursor cursor, KeyStep keys) {
        JsonPathParser parser = new JsonPathParser(cursor, MANY, keys);
        JsonPath path = parser.path();
        if (parser.atWildcard()) {
            throw cursor.error(MANY + ROWS + path + "[*]");
        }
        return path;
    }

    /** Reads a path that starts with {@code $} up to its wildcard, where it has one. */
    public static JsonPath parseParent(Cursor cursor) {
        if (cursor.peek() != '$') {
            throw cursor.error("a path starts with $");
        }
        return new JsonPathParser(cursor, MANY_ROWS, KeyStep.REFUSED).path();
    }

    /** Reads what stands between two wildcards. */
    public static JsonPath parseBetween(Cursor cursor) {
        return new JsonPathParser(cursor, MANY_ROWS, KeyStep.REFUSED).steps();
    }

    private boolean atWildcard() {
        return cursor.startsWith(".*") || cursor.startsWith("[*");
    }

    private JsonPath path() {
        if (!cursor.take("$") && !cursor.take("@^") && !cursor.take("@")) {
            throw cursor.error("a path starts with $");
        }
        return steps();
    }

    private JsonPath steps() {
        while (!cursor.endsSource() && !atWildcard()) {
            if (cursor.startsWith("..")) {
                throw cursor.error(many);
            }
            if (cursor.take(".")) {
                steps.add(shorthand());
            } else if (cursor.take("[")) {
                steps.add(bracketed());
            } else {
                throw unexpected();
            }
        }
        return new JsonPath(cursor.between(start, cursor.position()), steps);
    }

    private InvalidExpression unexpected() {
        if (steps.isEmpty()) {
            int place = cursor.position();
            String word = cursor.takeWhile(c -> c != ' ' && c != '.' && c != '[');
            return cursor.errorAt(place, "a dot is missing; write " + cursor.between(start, place) + "." + word);
        }
        return cursor.error("after a step of a path comes '.', '[' or a blank");
    }

    /** {@code .name}: a letter, underscore or non-ASCII character first, then digits too. */
    private Step shorthand() {
        int nameStart = cursor.position();
        String name = cursor.takeWhile(JsonPathParser::isShorthandCharacter);
        boolean readable = !name.isEmpty() && !isDigit(name.charAt(0));
        if (readable && (cursor.endsSource() || cursor.peek() == '.' || cursor.peek() == '[')) {
            return new Member(name);
        }
        int complaint = readable ? cursor.position() : nameStart;
        cursor.takeWhile(c -> c != ' ' && c != '\t' && c != '.' && c != '[');
        String whole = cursor.between(nameStart, cursor.position());
        if (whole.isEmpty()) {
            throw cursor.errorAt(nameStart, "a name is missing after the dot");
        }
        String before = cursor.between(start, nameStart - 1);
        throw cursor.errorAt(complaint, quotesNeeded(before, whole));
    }

    private static String quotesNeeded(String before, String name) {
        String quoted = before + "['" + name.replace("'", "\\'") + "']";
        if (name.chars().allMatch(JsonPathParser::isDigit)) {
            return "a name that starts with a digit needs quotes; write " + before + "[" + name
                    + "] for an element of an array or " + quoted + " for a member";
        }
        return "the name '" + name + "' needs quotes; write " + quoted;
    }

    private Step bracketed() {
        cursor.skipBlanks();
        int place = cursor.position();
        char first = cursor.peek();
        Step step;
        if (keys == KeyStep.ALLOWED && cursor.take("@key")) {
            step = new KeyOfElement(0);
        } else if (keys == KeyStep.ALLOWED && cursor.take("@^key")) {
            step = new KeyOfElement(1);
        } else if (first == '\'' || first == '"') {
            step = new Member(quotedName(first));
        } else if (first == '-' || isDigit(first)) {
            step = new Index(index());
        } else {
            throw notInBrackets(place);
        }
        cursor.skipBlanks();
        if (cursor.peek() == ',' || cursor.peek() == ':') {
            throw cursor.error(many);
        }
        cursor.require("]", "']' is missing");
        return step;
    }

    /** Only a word can be meant for a name; what else RFC 9535 has in brackets names many values. */
    private InvalidExpression notInBrackets(int place) {
        String inside = cursor.takeWhile(c -> c != ']');
        if (inside.startsWith("?") || inside.startsWith(":")) {
            return cursor.errorAt(place, many);
        }
        boolean isWord = !inside.isBlank() && inside.chars().allMatch(c -> isShorthandCharacter(c) || c == '-');
        return cursor.errorAt(
                place,
                "in brackets stands an index, for example [0], or a name in quotes"
                        + (isWord ? "; write ['" + inside + "']" : ", for example ['name']"));
    }

    /** No leading zeros and no -0, as RFC 9535 has it. */
    private int index() {
        int place = cursor.position();
        cursor.take("-");
        cursor.takeWhile(JsonPathParser::isDigit);
        String digits = cursor.between(place, cursor.position());
        try {
            int index = Integer.parseInt(digits);
            if (Integer.toString(index).equals(digits)) {
                return index;
            }
        } catch (NumberFormatException e) {
            throw cursor.errorAt(place, "'" + digits + "' is not an index");
        }
        throw cursor.errorAt(place, "'" + digits + "' is not an index; write it without leading zeros");
    }

    private String quotedName(char quote) {
        int place = cursor.position();
        cursor.advance();
        StringBuilder name = new StringBuilder();
        while (cursor.peek() != quote) {
            if (cursor.atEnd()) {
                throw cursor.errorAt(place, "the closing quote " + quote + " is missing");
            }
            name.append(cursor.peek() == '\\' ? escaped() : cursor.peek());
            cursor.advance();
        }
        cursor.advance();
        return name.toString();
    }

    /** The escapes of RFC 9535 §2.3.1.1; leaves the cursor on the last character of the escape. */
    private char escaped() {
        int place = cursor.position();
        cursor.advance();
        return switch (cursor.peek()) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\'', '"', '\\', '/' -> cursor.peek();
            case 'u' -> hexadecimal(place);
            default -> throw cursor.errorAt(place, "after \\ comes one of ' \" \\ / b f n r t or u and four digits");
        };
    }

    private char hexadecimal(int place) {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            cursor.advance();
            int digit = Character.digit(cursor.peek(), 16);
            if (digit < 0) {
                throw cursor.errorAt(place, "\\u needs four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private static boolean isShorthandCharacter(int c) {
        return c >= 128 || Character.isLetterOrDigit(c) || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
