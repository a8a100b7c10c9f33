// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one look at the tables saw.
 *
 * @param rows by table
 * @param newest rows, in words
 */
record DatabaseLook(Map<String, Long> rows, List<String> newest) {
    static final DatabaseLook NOTHING = new DatabaseLook(Map.of(), List.of());

    /** They do not have a row for each message that could be stored. */
    private static final Set<String> NO_HISTORY = Set.of(HomeDatabase.LATEST, HomeDatabase.DEAD_LETTERS);

    /** Rows of messages. */
    long stored() {
        return rows.entrySet().stream()
                .filter(table -> !NO_HISTORY.contains(table.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Rows of dead letters. */
    long deadLetters() {
        return rows.getOrDefault(HomeDatabase.DEAD_LETTERS, 0L);
    }

    String tables() {
        return rows.entrySet().stream()
                .map(table -> table.getKey() + " " + table.getValue())
                .collect(Collectors.joining("  "));
    }
}
