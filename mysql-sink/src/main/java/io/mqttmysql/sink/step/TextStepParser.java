// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.LiteralParser;
import io.mqttmysql.sink.step.NumberText.Notation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads what follows the steps that take a text to pieces: split, match and number. */
final class TextStepParser {
    private static final String PART =
            "split takes a separator and the number of a part, from 0, or from the end with -1;"
                    + " write for example split ';' 0";
    private static final String EXPRESSION = "match takes a regular expression; write for example match 'T=([0-9.]+)'";

    private final Cursor cursor;
    private final LiteralParser literals;

    TextStepParser(Cursor cursor) {
        this.cursor = cursor;
        this.literals = new LiteralParser(cursor);
    }

    Step step(String word) {
        return switch (word) {
            case "split" -> split();
            case "match" -> match();
            default -> number();
        };
    }

    private Step split() {
        int place = next();
        String separator = text(PART);
        if (separator.isEmpty()) {
            throw cursor.errorAt(place, PART);
        }
        int number = next();
        String digits = cursor.takeWhile(c -> c == '-' || isDigit(c));
        if (!digits.matches("-?\\d{1,5}")) {
            throw cursor.errorAt(number, PART);
        }
        return new Split(separator, Integer.parseInt(digits));
    }

    private Step match() {
        int place = next();
        String expression = text(EXPRESSION);
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw cursor.errorAt(
                    place,
                    "'" + expression
                            + "' is not a regular expression of RE2's kind, which knows neither look-around nor"
                            + " back references (" + e.getDescription() + ": " + e.getPattern() + ")");
        }
        return new Match(pattern, group(pattern.groupCount()));
    }

    /** The first group, else all that was found. */
    private int group(int groups) {
        int end = cursor.position();
        int place = next();
        String digits = cursor.takeWhile(TextStepParser::isDigit);
        if (digits.isEmpty()) {
            cursor.returnTo(end);
            return Math.min(groups, 1);
        }
        if (digits.length() > 3 || Integer.parseInt(digits) > groups) {
            throw cursor.errorAt(
                    place, "the expression has " + groups + " groups, in parentheses; 0 is all that it finds");
        }
        return Integer.parseInt(digits);
    }

    private Step number() {
        char decimal = Notation.PLAIN.decimal();
        Optional<Character> grouped = Optional.empty();
        Optional<String> unit = Optional.empty();
        Set<String> seen = new HashSet<>();
        while (true) {
            int end = cursor.position();
            int place = next();
            String word = cursor.takeWord();
            if (!Set.of("decimal", "grouped", "unit").contains(word)) {
                cursor.returnTo(end);
                break;
            }
            if (!seen.add(word)) {
                throw cursor.errorAt(place, "'" + word + "' is listed twice");
            }
            switch (word) {
                case "decimal" -> decimal = mark(word, ",");
                case "grouped" -> grouped = Optional.of(mark(word, "."));
                default -> unit = Optional.of(unit());
            }
        }
        if (grouped.isPresent() && grouped.get() == decimal) {
            throw cursor.error("'decimal' and 'grouped' are the same: " + decimal);
        }
        return new NumberText(new Notation(decimal, grouped), unit);
    }

    private char mark(String word, String example) {
        int place = next();
        String complaint =
                "'" + word + "' takes one character that is neither a digit, a letter nor a sign; write for example "
                        + word + " '" + example + "'";
        String mark = text(complaint);
        boolean isBlankDecimal = word.equals("decimal") && mark.isBlank();
        if (mark.length() != 1 || isBlankDecimal || isOfNumbers(mark.charAt(0))) {
            throw cursor.errorAt(place, complaint);
        }
        return mark.charAt(0);
    }

    private static boolean isOfNumbers(char c) {
        return Character.isLetterOrDigit(c) || "+-−".indexOf(c) >= 0;
    }

    private String unit() {
        int place = next();
        String unit = text("a unit stands in single quotes; write for example unit 'kWh'")
                .strip();
        if (unit.isEmpty()) {
            throw cursor.errorAt(place, "the unit is empty; take it away where numbers stand alone");
        }
        return unit;
    }

    private String text(String complaint) {
        if (cursor.peek() != '\'') {
            throw cursor.error(complaint);
        }
        return literals.text();
    }

    private int next() {
        cursor.skipBlanks();
        return cursor.position();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
