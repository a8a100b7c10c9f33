// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.grammar.LiteralParser;
import io.mqttmysql.sink.step.Encoding.Base64Text;
import io.mqttmysql.sink.step.Encoding.BooleanWords;
import io.mqttmysql.sink.step.Encoding.DatePattern;
import io.mqttmysql.sink.step.Encoding.Epoch;
import io.mqttmysql.sink.step.Encoding.HexText;
import io.mqttmysql.sink.step.Encoding.Iso8601;
import io.mqttmysql.sink.step.Encoding.Unit;
import io.mqttmysql.sink.step.Encoding.ValueMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what follows {@code from}. */
public final class EncodingParser {
    private static final String EXAMPLE_OF_MAP = "; write for example map 'on'=1, 'off'=0";

    private final Cursor cursor;
    private final LiteralParser literals;

    public EncodingParser(Cursor cursor) {
        this.cursor = cursor;
        this.literals = new LiteralParser(cursor);
    }

    public Encoding encoding() {
        int place = cursor.position();
        String word = cursor.takeWord();
        return switch (word) {
            case "epoch_s" -> new Epoch(Unit.SECONDS);
            case "epoch_ms" -> new Epoch(Unit.MILLISECONDS);
            case "epoch_us" -> new Epoch(Unit.MICROSECONDS);
            case "iso8601" -> new Iso8601(localTimes());
            case "pattern" -> pattern();
            case "base64" -> new Base64Text();
            case "hex" -> new HexText();
            case "boolean" -> booleanWords();
            case "map" -> new ValueMap(map());
            default ->
                throw cursor.errorAt(
                        place,
                        "after 'from' comes one of epoch_s, epoch_ms, epoch_us, iso8601, pattern, base64, hex, boolean, "
                                + "map");
        };
    }

    private LocalTimes localTimes() {
        return new LocalTimesParser(cursor).localTimes();
    }

    private Encoding pattern() {
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
