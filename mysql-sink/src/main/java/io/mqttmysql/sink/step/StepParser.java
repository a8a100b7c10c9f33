// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.JsonPathParser;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.grammar.LiteralParser;
import io.mqttmysql.sink.step.Arithmetic.Operation;
import io.mqttmysql.sink.step.Epoch.Unit;
import io.mqttmysql.sink.value.JsonPath;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what follows {@code from} and {@code then}. */
public final class StepParser {
    private static final List<String> OPERATIONS = List.of("scale", "offset", "truncate");
    private static final String ENCODINGS =
            "one of epoch_s, epoch_ms, epoch_us, epoch_ns, iso8601, pattern, base64, hex,"
                    + " boolean, map, split, match, number, json";

    private static final String EXAMPLE_OF_MAP = "; write for example map 'on'=1, 'off'=0";
    private static final Map<String, Integer> MINUTES =
            Map.of("1m", 1, "5m", 5, "10m", 10, "15m", 15, "30m", 30, "1h", 60, "1d", 1_440);

    private final Cursor cursor;
    private final LiteralParser literals;

    public StepParser(Cursor cursor) {
        this.cursor = cursor;
        this.literals = new LiteralParser(cursor);
    }

    /** What comes after {@code from}. */
    public Step encoding() {
        int place = cursor.position();
        String word = cursor.takeWord();
        if (OPERATIONS.contains(word)) {
            throw cursor.errorAt(place, "'" + word + "' says what is done with the value; write then " + word);
        }
        return encoding(place, word, "after 'from' comes " + ENCODINGS);
    }

    /** What comes after {@code then}. */
    public Step step() {
        int place = cursor.position();
        String word = cursor.takeWord();
        return switch (word) {
            case "scale" -> new Arithmetic(Operation.SCALE, constant(word));
            case "offset" -> new Arithmetic(Operation.OFFSET, constant(word));
            case "truncate" -> truncate();
            default -> encoding(place, word, "after 'then' comes scale, offset, truncate or " + ENCODINGS);
        };
    }

    private Step encoding(int place, String word, String complaint) {
        return switch (word) {
            case "epoch_s" -> new Epoch(Unit.SECONDS);
            case "epoch_ms" -> new Epoch(Unit.MILLISECONDS);
            case "epoch_us" -> new Epoch(Unit.MICROSECONDS);
            case "epoch_ns" -> new Epoch(Unit.NANOSECONDS);
            case "iso8601" -> new Iso8601(localTimes());
            case "pattern" -> pattern();
            case "base64" -> new Base64Text();
            case "hex" -> new HexText(false);
            case "boolean" -> booleanWords();
            case "map" -> new ValueMap(map());
            case "json" -> json();
            case "split", "match", "number" -> new TextStepParser(cursor).step(word);
            default -> throw cursor.errorAt(place, complaint);
        };
    }

    private LocalTimes localTimes() {
        return new LocalTimesParser(cursor).localTimes();
    }

    private BigDecimal constant(String word) {
        cursor.skipBlanks();
        int place = cursor.position();
        String complaint = "'" + word + "' takes a number; write for example " + word + " 0.1";
        if (!literals.startsHere() || cursor.peek() == '\'') {
            throw cursor.errorAt(place, complaint);
        }
        return literals.literal().value() instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private Step truncate() {
        cursor.skipBlanks();
        int place = cursor.position();
        String span = cursor.peek() == '\'' ? literals.text() : "";
        Integer minutes = MINUTES.get(span);
        if (minutes == null) {
            throw cursor.errorAt(place, "'truncate' takes one of '1m', '5m', '10m', '15m', '30m', '1h' and '1d'");
        }
        return new Truncate(minutes);
    }

    private Step json() {
        int end = cursor.position();
        cursor.skipBlanks();
        if (cursor.peek() == '$') {
            return new JsonPart(JsonPathParser.parse(cursor));
        }
        cursor.returnTo(end);
        return new JsonPart(JsonPath.ROOT);
    }

    private Step pattern() {
        cursor.skipBlanks();
        int place = cursor.position();
        if (cursor.peek() != '\'') {
            throw cursor.error("a pattern stands in single quotes; write for example pattern 'dd.MM.yyyy HH:mm'");
        }
        String pattern = literals.text();
        try {
            return new DatePattern(pattern, DateFormats.of(pattern), localTimes());
        } catch (IllegalArgumentException e) {
            throw cursor.errorAt(
                    place,
                    "'" + pattern + "' is not a pattern of a date, a time or both (" + e.getMessage()
                            + "); write for example 'dd.MM.yyyy HH:mm'");
        }
    }

    private BooleanWords booleanWords() {
        int end = cursor.position();
        cursor.skipBlanks();
        if (cursor.peek() != '\'') {
            cursor.returnTo(end);
            return BooleanWords.USUAL;
        }
        int place = cursor.position();
        String trueWord = literals.text().toLowerCase(Locale.ROOT);
        cursor.skipBlanks();
        if (cursor.peek() != '\'') {
            throw cursor.error("boolean takes two words, for true and for false; write for example boolean 'on' 'off'");
        }
        String falseWord = literals.text().toLowerCase(Locale.ROOT);
        if (trueWord.equals(falseWord)) {
            throw cursor.errorAt(place, "the words for true and for false are the same (case does not count)");
        }
        return new BooleanWords(Set.of(trueWord), Set.of(falseWord));
    }

    private Map<String, Literal> map() {
        Map<String, Literal> values = new LinkedHashMap<>();
        boolean goesOn = true;
        while (goesOn) {
            cursor.skipBlanks();
            entry(values);
            int end = cursor.position();
            cursor.skipBlanks();
            goesOn = cursor.take(",");
            if (!goesOn) {
                cursor.returnTo(end);
            }
        }
        return values;
    }

    private void entry(Map<String, Literal> values) {
        int place = cursor.position();
        if (cursor.peek() != '\'') {
            throw cursor.error("map takes texts in single quotes and what they stand for" + EXAMPLE_OF_MAP);
        }
        String text = literals.text();
        cursor.skipBlanks();
        cursor.require("=", "'=' is missing" + EXAMPLE_OF_MAP);
        cursor.skipBlanks();
        if (values.containsKey(text)) {
            throw cursor.errorAt(place, "'" + text + "' is listed twice");
        }
        values.put(text, literals.literal());
    }
}
