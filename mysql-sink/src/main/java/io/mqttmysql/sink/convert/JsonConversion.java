// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonNumber;
import io.mqttmysql.sink.value.JsonText;
import io.mqttmysql.sink.value.JsonWriter;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Texts;

/**
 * JSON columns: objects and arrays as JSON text, scalars encoded; text becomes a JSON string, bytes too, as UTF-8.
 * MySQL keeps numbers beyond 64 bits as DOUBLE and has none beyond that (manual, "The JSON Data Type"); MariaDB keeps
 * the text.
 */
final class JsonConversion implements ColumnConversion {
    private static final String MYSQL = "json";

    /** No shorter number without an exponent is beyond a double. */
    private static final int DIGITS = 309;

    private final boolean isBounded;

    JsonConversion(Column column) {
        this.isBounded = column.declaration().equalsIgnoreCase(MYSQL);
    }

    @Override
    public Object convert(Object value) {
        String text = json(value);
        if (isBounded) {
            requireDoubles(text);
        }
        return text;
    }

    private static String json(Object value) {
        if (value instanceof JsonText json) {
            return Texts.wellFormed(json.text());
        }
        boolean encodesItself = value instanceof Number || value instanceof Boolean;
        return JsonWriter.write(encodesItself ? value : Texts.of(value));
    }

    private static void requireDoubles(String json) {
        int at = 0;
        while (at < json.length()) {
            char c = json.charAt(at);
            int end = c == '"' ? afterText(json, at) : isOfNumber(c) ? afterNumber(json, at) : at + 1;
            if (isOfNumber(c)) {
                requireDouble(json, at, end);
            }
            at = end;
        }
    }

    private static int afterText(String json, int start) {
        int at = start + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int afterNumber(String json, int start) {
        int at = start;
        while (at < json.length() && isOfNumber(json.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Letters of true, false and null are taken for numbers, too short to be beyond anything. */
    private static boolean isOfNumber(char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    /** Text that is not JSON after all is the server's to refuse. */
    private static void requireDouble(String json, int start, int end) {
        if (end - start >= DIGITS || hasExponent(json, start, end)) {
            String number = json.substring(start, end);
            if (JsonNumber.matches(number) && Double.isInfinite(Double.parseDouble(number))) {
                throw new BadValue(Quoted.of(number) + " is beyond what a JSON column of MySQL holds, about 1.8e308");
            }
        }
    }

    private static boolean hasExponent(String json, int start, int end) {
        for (int at = start + 1; at < end; at++) {
            if (json.charAt(at) == 'e' || json.charAt(at) == 'E') {
                return true;
            }
        }
        return false;
    }
}
