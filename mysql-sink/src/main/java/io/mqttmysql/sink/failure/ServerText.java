// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.sql.SQLException;
import java.util.Locale;

/** What the server says in its own words, fit for one line of a log: the words may quote a record. Any thread. */
final class ServerText {
    /** Room for the names of a constraint with its tables and columns. */
    private static final int MOST_OF_A_RECORD = 300;

    private static final int MOST = 2_000;

    /** The driver's, before whatever has an SQLState of class 22: much of it is about no length. */
    private static final String PREFIX = "Data truncation: ";

    private ServerText() {}

    /** About a record: bounded, since any device may have sent the value that is quoted. */
    static String ofRecord(SQLException failure) {
        return clean(failure, MOST_OF_A_RECORD);
    }

    /** About anything else. */
    static String of(SQLException failure) {
        return clean(failure, MOST);
    }

    /** A long one keeps its beginning and its end: MySQL names the column, the key or the constraint last. */
    private static String clean(SQLException failure, int most) {
        String said =
                String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").trim();
        String text = said.startsWith(PREFIX) ? said.substring(PREFIX.length()) : said;
        int[] characters = text.codePoints().toArray();
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < characters.length; i++) {
            if (characters.length > most && i == most / 2) {
                clean.append(" … ");
                i = characters.length - most / 2;
            }
            append(clean, characters[i]);
        }
        return clean.toString();
    }

    private static void append(StringBuilder clean, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> clean.append(String.format(Locale.ROOT, "\\u%04x", character));
            default -> clean.appendCodePoint(character);
        }
    }
}
