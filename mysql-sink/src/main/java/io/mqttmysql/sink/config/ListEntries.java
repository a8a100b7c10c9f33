// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a list: split at commas outside quotes and brackets, blanks around them removed. An entry may stand in
 * single quotes as a whole; within them two quotes are one.
 */
final class ListEntries {
    private final String list;
    private final List<String> entries = new ArrayList<>();
    private int start;
    private int depth;
    private boolean quoted;

    private ListEntries(String list) {
        this.list = list;
    }

    /** None for a blank text. */
    static List<String> of(String list) {
        return list.isBlank() ? List.of() : new ListEntries(list).split();
    }

    private List<String> split() {
        for (int at = 0; at < list.length(); at++) {
            char c = list.charAt(at);
            if (c == '\'' && (quoted || depth > 0 || beginsAt(at))) {
                quoted = !quoted;
            } else if (!quoted && (c == '[' || c == '(')) {
                depth++;
            } else if (!quoted && depth > 0 && (c == ']' || c == ')')) {
                depth--;
            } else if (!quoted && depth == 0 && c == ',') {
                endAt(at);
                start = at + 1;
            }
        }
        endAt(list.length());
        return entries;
    }

    /** A quote within a word is a letter of it: {@code Tom's room}. */
    private boolean beginsAt(int at) {
        return list.substring(start, at).isBlank();
    }

    private void endAt(int end) {
        String entry = list.substring(start, end).strip();
        boolean whole = entry.length() > 1 && entry.startsWith("'") && entry.endsWith("'");
        entries.add(whole ? entry.substring(1, entry.length() - 1).replace("''", "'") : entry);
    }
}
