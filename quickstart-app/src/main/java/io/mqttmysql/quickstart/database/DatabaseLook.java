// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.database;

import io.mqttmysql.quickstart.house.House;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one look at the tables saw.
 *
 * @param rows by table
 * @param newest rows, in words
 */
public record DatabaseLook(Map<String, Long> rows, List<String> newest) {
    public static final DatabaseLook NOTHING = new DatabaseLook(Map.of(), List.of());

    /** Where the simulated house has more than one row a message. */
    private static final Map<String, Integer> ROWS_PER_MESSAGE = Map.of("samples", House.SAMPLES);

    /** Rows that stay; those of the latest values are replaced. */
    public long stored() {
        return history().mapToLong(Map.Entry::getValue).sum();
    }

    /** Messages of the simulated house that are rows. */
    public long messages() {
        return history()
                .mapToLong(table -> table.getValue() / ROWS_PER_MESSAGE.getOrDefault(table.getKey(), 1))
                .sum();
    }

    private Stream<Map.Entry<String, Long>> history() {
        return rows.entrySet().stream()
                .filter(table -> !HomeDatabase.LATEST.containsKey(table.getKey()))
                .filter(table -> !HomeDatabase.DEAD_LETTERS.equals(table.getKey()));
    }

    /** Rows of dead letters. */
    public long deadLetters() {
        return rows.getOrDefault(HomeDatabase.DEAD_LETTERS, 0L);
    }

    public String tables() {
        return rows.entrySet().stream()
                .map(table -> table.getKey() + " " + table.getValue())
                .collect(Collectors.joining("  "));
    }
}
