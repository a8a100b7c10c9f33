// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which names MySQL and MariaDB take for one column: those that are equal when each character is made lower case by
 * itself, by the rules of Unicode 3. So {@code İ} is {@code i} and the Kelvin sign is {@code k}, but {@code ſ} is not
 * {@code s}, {@code ς} not {@code σ}, {@code ä} not {@code a}. Java's own comparisons take other pairs for equal. Any
 * thread.
 */
public final class ColumnName {
    /** As a map's or a set's order: 0 for names of one column. */
    public static final Comparator<String> ORDER = Comparator.comparing(ColumnName::folded);

    /**
     * First and last of each run of capital letters that have a small one in Java, but not for these servers: Unicode
     * got them later. Found by asking both for a table with each pair.
     */
    private static final int[] CAPITALS_OF_THEIR_OWN = {
        0x220, 0x220, 0x23a, 0x37f, 0x3cf, 0x3d8, 0x3f4, 0x3ff, 0x48a, 0x48a, 0x4c0, 0x4c0, 0x4c5, 0x4c5, 0x4c9, 0x4c9,
        0x4cd, 0x4cd, 0x4f6, 0x4f6, 0x4fa, 0x52e, 0x10a0, 0x1cbf, 0x1e9e, 0x1e9e, 0x1efa, 0x1efe, 0x2132, 0x2132,
        0x2183, 0x2183, 0x2c00, 0xa7f5
    };

    private ColumnName() {}

    public static boolean areSame(String name, String other) {
        return folded(name).equals(folded(other));
    }

    public static boolean isAmong(Collection<String> names, String name) {
        return names.stream().anyMatch(one -> areSame(one, name));
    }

    /** As the collection has it. */
    public static Optional<String> find(Collection<String> names, String name) {
        return names.stream().filter(one -> areSame(one, name)).findFirst();
    }

    public static Set<String> folded(Collection<String> names) {
        return names.stream().map(ColumnName::folded).collect(Collectors.toSet());
    }

    /** The same text for all names of one column. */
    public static String folded(String name) {
        char[] characters = name.toCharArray();
        boolean isChanged = false;
        for (int i = 0; i < characters.length; i++) {
            char small = small(characters[i]);
            isChanged |= small != characters[i];
            characters[i] = small;
        }
        return isChanged ? new String(characters) : name;
    }

    private static char small(char character) {
        if (character < 0x80) {
            return character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character;
        }
        for (int i = 0; i < CAPITALS_OF_THEIR_OWN.length; i += 2) {
            if (character >= CAPITALS_OF_THEIR_OWN[i] && character <= CAPITALS_OF_THEIR_OWN[i + 1]) {
                return character;
            }
        }
        return Character.toLowerCase(character);
    }
}
