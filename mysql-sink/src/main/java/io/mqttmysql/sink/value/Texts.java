// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Any value as text: numbers and constants as in JSON, bytes as UTF-8, times as ISO 8601. */
public final class Texts {
    private Texts() {}

    /**
     * @throws BadValue when the value has no such text
     */
    public static String of(Object value) {
        if (value instanceof String text) {
            return wellFormed(text);
        }
        if (value instanceof byte[] bytes) {
            return Utf8.decode(bytes);
        }
        if (value instanceof JsonText json) {
            return wellFormed(json.text());
        }
        if (value instanceof LocalDateTime dateTime) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(dateTime);
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        return value instanceof Number || value instanceof Boolean ? JsonWriter.write(value) : value.toString();
    }

    /** Half a surrogate pair has no UTF-8; drivers send a question mark for it. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
                    throw new BadValue("its text has half of a surrogate pair, which UTF-8 cannot write");
                }
                i++;
            }
        }
        return text;
    }
}
