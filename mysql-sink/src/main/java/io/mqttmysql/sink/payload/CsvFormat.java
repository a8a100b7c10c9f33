// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of values: an array of texts. Quotes are those of RFC 4180: a value in double quotes may hold separators,
 * line breaks, and a double quote as two. Of nothing between two separators null is made, of two double quotes an empty
 * text, as PostgreSQL's COPY has it.
 */
public record CsvFormat(char separator) implements PayloadFormat {
    private static final char QUOTE = '"';

    @Override
    public Object read(Object raw, JsonReader reader) {
        String line = RawText.line(raw);
        if (line.isBlank() && line.indexOf(separator) < 0) {
            return MISSING;
        }
        List<Object> values = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            at = at < line.length() && line.charAt(at) == QUOTE ? quoted(line, at, values) : plain(line, at, values);
        }
        return values;
    }

    /** Returns the place after the separator that ends the value, beyond the line's end after the last one. */
    private int plain(String line, int start, List<Object> values) {
        int end = start;
        while (end < line.length() && line.charAt(end) != separator) {
            char c = line.charAt(end);
            if (c == QUOTE) {
                throw bad(values, "has a double quote within it; a value with quotes stands in double quotes itself");
            }
            if (c == '\n' || c == '\r') {
                throw bad(values, "ends with its line, and more lines follow; a payload is one line");
            }
            end++;
        }
        values.add(end == start ? null : line.substring(start, end));
        return end + 1;
    }

    private int quoted(String line, int start, List<Object> values) {
        StringBuilder value = new StringBuilder();
        int at = start + 1;
        while (at < line.length() && (line.charAt(at) != QUOTE || line.startsWith("\"\"", at))) {
            value.append(line.charAt(at));
            at += line.charAt(at) == QUOTE ? 2 : 1;
        }
        if (at >= line.length()) {
            throw bad(values, "has no closing double quote");
        }
        if (at + 1 < line.length() && line.charAt(at + 1) != separator) {
            throw bad(values, "goes on after its closing double quote");
        }
        values.add(value.toString());
        return at + 2;
    }

    private static BadValue bad(List<Object> before, String fault) {
        return new BadValue("the payload is not one line of CSV: value $[" + before.size() + "] " + fault);
    }
}
