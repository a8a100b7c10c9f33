// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.Words;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonText;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;
import java.util.List;
import java.util.regex.Pattern;

/**
 * ENUM and SET columns: text alone, which the server compares with its words. Never a number, and no text that is one
 * unless it is a word: the server would take the index of an ENUM's word, or the mask of a SET's (manual, "The ENUM
 * Type", "The SET Type"). What is certainly none of the words is refused here; where the collation could see it
 * otherwise, the server decides.
 */
final class WordConversion implements ColumnConversion {
    /** What the server reads as a number where it is not one of the words. */
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d+\\s*");

    private static final Pattern PLAIN = Pattern.compile("[ -~]*");

    /** Of no single language: they tell plain letters apart, but for their case. */
    private static final Pattern COMMON_COLLATION = Pattern.compile(
            "[a-z0-9]+_(bin|nopad_bin|general_(nopad_)?ci|unicode_(520_)?(nopad_)?ci|(0900|uca1400)_\\w+)"
                    + "|latin1_swedish_(nopad_)?ci");

    private final Column column;
    private final List<String> words;
    private final boolean areComparable;

    WordConversion(Column column) {
        this.column = column;
        this.words = Words.of(column.declaration());
        this.areComparable = !words.isEmpty()
                && words.stream().allMatch(word -> PLAIN.matcher(word).matches())
                && column.collation()
                        .map(collation ->
                                COMMON_COLLATION.matcher(collation.name()).matches())
                        .orElse(true);
    }

    @Override
    public Object convert(Object value) {
        if (value instanceof Number) {
            throw aboutNumber(Quoted.of(value));
        }
        String text = Texts.of(value);
        if (NUMBER.matcher(text).matches() && !words.contains(text.strip())) {
            throw aboutNumber(Quoted.text(text));
        }
        if (areComparable && PLAIN.matcher(text).matches() && !isMadeOfWords(text)) {
            throw new BadValue((value instanceof JsonText ? Quoted.of(value) : Quoted.text(text))
                    + " is not one of the column's words (" + Words.listed(words)
                    + "); 'from map' says which value is which word");
        }
        return text;
    }

    private boolean isMadeOfWords(String text) {
        if (column.type() == ColumnType.ENUM) {
            return isWord(text);
        }
        return text.isEmpty() || List.of(text.split(",", -1)).stream().allMatch(this::isWord);
    }

    private boolean isWord(String text) {
        return words.stream().anyMatch(word -> word.stripTrailing().equalsIgnoreCase(text.stripTrailing()));
    }

    private static BadValue aboutNumber(String what) {
        return new BadValue(what
                + " is a number, and the column takes one of its words; say which number is which word by 'from map'");
    }
}
