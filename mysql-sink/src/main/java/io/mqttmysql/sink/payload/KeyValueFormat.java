// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import io.mqttmysql.sink.value.Quoted;

/**
 * {@code t=21.5 h=44}: an object of texts. Blanks around keys and values are not looked at.
 *
 * @param separator between two entries; a blank stands for any white space; empty entries are not looked at
 * @param equals between a key and its value
 */
public record KeyValueFormat(String separator, String equals) implements PayloadFormat {
    @Override
    public Object read(Object raw, JsonReader reader) {
        String text = RawText.trimmed(raw);
        if (text.isEmpty()) {
            return MISSING;
        }
        Members members = new Members();
        int start = 0;
        while (start <= text.length()) {
            int end = end(text, start);
            String entry = text.substring(start, end).strip();
            if (!entry.isEmpty()) {
                add(entry, members);
            }
            start = end + (isBlankSeparated() ? 1 : separator.length());
        }
        return members.asObject();
    }

    /** A blank stands for blanks of all kinds, the end of a line too. */
    private boolean isBlankSeparated() {
        return separator.equals(" ");
    }

    private int end(String text, int start) {
        if (!isBlankSeparated()) {
            int next = text.indexOf(separator, start);
            return next < 0 ? text.length() : next;
        }
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void add(String entry, Members members) {
        int at = entry.indexOf(equals);
        if (at < 0) {
            throw new BadValue("the payload is not key=value: " + Quoted.text(entry) + " has no " + Quoted.of(equals));
        }
        String key = entry.substring(0, at).strip();
        if (key.isEmpty()) {
            throw new BadValue("the payload is not key=value: " + Quoted.text(entry) + " has no key");
        }
        members.add(key, entry.substring(at + equals.length()).strip());
    }
}
