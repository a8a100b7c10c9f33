// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Numbers;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The number that a text begins with, such as {@code 20.6 °C} or, with a decimal comma, {@code 1.500,20 kWh}. Zeros and
 * a plus in front are understood, hexadecimal digits are not.
 *
 * @param notation how digits are written
 * @param unit what must follow; without, nothing or one word may: letters, or a sign such as % and °
 */
public record NumberText(Notation notation, Optional<String> unit, Pattern pattern) implements Step {
    private static final int MAX_LENGTH = 1_000;

    private static final String MORE = "[\\p{L}\\p{M}\\p{So}\\p{Sc}\\p{No}%‰′″/·⋅*^_.()\\-−⁻]*";
    private static final String WORD = "[\\p{L}\\p{So}\\p{Sc}%‰′″]" + MORE;

    /** A word that cannot be part of a number: no digits but the power of a length or a time, {@code W/m2}. */
    private static final Pattern UNIT =
            Pattern.compile(WORD + "|(?:" + WORD + "/)?(?:[kcdmµ]?m|ft|in|s)[23](?:[/·⋅*]" + MORE + ")?");

    /** What is left of an exponent, digits in another notation, and factors: not units, though letters. */
    private static final Pattern NO_UNIT = Pattern.compile("[eE][+\\-−]?|[xX].*|[kMGT]|[aApP][mM]");

    /**
     * How a number is written.
     *
     * @param decimal before the fraction
     * @param grouped between groups of three digits
     */
    public record Notation(char decimal, Optional<Character> grouped) {
        /** As in JSON. */
        public static final Notation PLAIN = new Notation('.', Optional.empty());

        private Pattern pattern() {
            String point = Pattern.quote(String.valueOf(decimal));
            String whole = grouped.map(mark -> "[0-9]{1,3}(?:" + between(mark) + "[0-9]{3})+|[0-9]+")
                    .orElse("[0-9]+");
            return Pattern.compile("([+\\-−]?)(?:(" + whole + ")(?:" + point + "([0-9]*))?|" + point
                    + "([0-9]+))([eE][+\\-]?[0-9]+)?");
        }

        /** A blank between groups is mostly one that does not break or is thin; an apostrophe has two forms. */
        private static String between(char mark) {
            return switch (mark) {
                case ' ' -> "[ \\x{A0}\\x{2009}\\x{202F}]";
                case '\'', '’' -> "['’]";
                default -> Pattern.quote(String.valueOf(mark));
            };
        }
    }

    /** The text of one record, read. */
    private record Found(String number, String rest) {}

    public NumberText(Notation notation, Optional<String> unit) {
        this(notation, unit, notation.pattern());
    }

    @Override
    public boolean takesNumber() {
        return true;
    }

    @Override
    public Object apply(Object value, StepContext context) {
        if (value instanceof Number) {
            return Numbers.exact(value); // a number of JSON has no room for a unit
        }
        String text = stripped(Texts.of(value));
        if (text.length() > MAX_LENGTH) {
            throw new BadValue(Quoted.text(text) + " is too long for a number");
        }
        Found found = found(text);
        requireUnit(text, found.rest());
        try {
            return new BigDecimal(found.number());
        } catch (NumberFormatException e) {
            throw new BadValue(Quoted.text(text) + " is out of range");
        }
    }

    private Found found(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.lookingAt()) {
            throw new BadValue(Quoted.text(text) + " does not begin with a number");
        }
        String sign = matcher.group(1).isEmpty() || matcher.group(1).equals("+") ? "" : "-";
        String whole = matcher.group(2) == null ? "0" : matcher.group(2).replaceAll("[^0-9]", "");
        String fraction = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
        String exponent = matcher.group(5) == null ? "" : matcher.group(5);
        String number = sign + whole + (fraction == null || fraction.isEmpty() ? "" : "." + fraction) + exponent;
        return new Found(number, text.substring(matcher.end()));
    }

    private void requireUnit(String text, String rest) {
        String word = stripped(rest);
        if (unit.isPresent()) {
            if (!word.equals(unit.get())) {
                throw new BadValue(Quoted.text(text) + " has "
                        + (word.isEmpty() ? "no unit" : Quoted.of(word) + " after its number") + ", and "
                        + Quoted.of(unit.get()) + " is expected");
            }
            return;
        }
        if (!word.isEmpty() && (NO_UNIT.matches(word) || !UNIT.matches(word))) {
            throw new BadValue(Quoted.text(text) + " has " + Quoted.of(word) + " after its number, which is not a unit"
                    + hint(word));
        }
    }

    private String hint(String rest) {
        boolean hasDigit = rest.length() > 1 && Character.isDigit(rest.charAt(1));
        if (rest.startsWith(",") && hasDigit && notation.decimal() == '.') {
            return "; a decimal comma is read by \"number decimal ','\"";
        }
        if (rest.startsWith(".") && hasDigit && notation.grouped().isEmpty()) {
            return "; a dot between groups of digits is read by \"number decimal ',' grouped '.'\"";
        }
        return "; where it is one, write \"number unit '" + rest.replace("'", "''") + "'\"";
    }

    /** Blanks of all kinds, and the NUL that ends texts of C. */
    private static String stripped(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == '\0' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
