// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.List;
import java.util.Locale;

/**
 * A type's name with what stands in parentheses behind it, as the server keeps them: it makes another type of some
 * sizes (manual, "The BLOB and TEXT Types", "Floating-Point Types") and forgets others.
 *
 * @param size with its parentheses; null where there is none
 */
record SizedType(String word, String size) {
    /** Of TEXT and BLOB, by what they hold in bytes. */
    private static final List<String> PREFIXES = List.of("TINY", "", "MEDIUM", "LONG");

    private static final List<Long> BYTES = List.of(255L, 65_535L, 16_777_215L, 4_294_967_295L);

    private static final int MOST_BITS_OF_FLOAT = 24;

    /**
     * @param word in capitals
     * @param attributes in capitals; they may say the character set
     */
    static SizedType kept(String word, String size, String attributes) {
        String inside = size == null ? "" : size.substring(1, size.length() - 1).strip();
        if (!inside.matches("\\d{1,10}")) {
            return new SizedType(word, size);
        }
        long number = Long.parseLong(inside);
        return switch (word) {
            case "BLOB" -> new SizedType(prefix(number) + word, null);
            case "TEXT" -> new SizedType(prefix(number * bytesOfCharacter(attributes)) + word, null);
            case "FLOAT" -> new SizedType(number > MOST_BITS_OF_FLOAT ? "DOUBLE" : word, null);
            case "YEAR" -> new SizedType(word, null);
            case "TIME", "DATETIME", "TIMESTAMP" -> new SizedType(word, number == 0 ? null : size);
            default -> new SizedType(word, size);
        };
    }

    private static String prefix(long bytes) {
        int index = 0;
        while (index < BYTES.size() - 1 && bytes > BYTES.get(index)) {
            index++;
        }
        return PREFIXES.get(index);
    }

    /** Most that one takes; of a set that is not known here as many as of utf8mb4. */
    private static int bytesOfCharacter(String attributes) {
        String set = ColumnDeclaration.collation(attributes)
                .map(Column.Collation::charset)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return switch (set) {
            case "latin1", "ascii" -> 1;
            case "utf8", "utf8mb3" -> 3;
            default -> 4;
        };
    }
}
