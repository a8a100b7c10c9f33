// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.value.Nesting;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields of a payload go to columns that no expression fills, and under which name. Field names compare exactly,
 * as in JSON.
 *
 * @param included by name; {@link #EVERY_SCALAR} stands for all that are not objects or arrays
 * @param renamed column by field
 * @param nesting whether the members of nested objects are fields too, {@code outer_inner}
 */
public record FieldSelection(Set<String> included, Set<String> excluded, Map<String, String> renamed, Nesting nesting) {
    public static final String EVERY_SCALAR = "*";

    public FieldSelection {
        included = Set.copyOf(included);
        excluded = Set.copyOf(excluded);
        renamed = Map.copyOf(renamed);
    }

    /** The same, and the fields of these columns besides: a key is not left out. */
    public FieldSelection with(List<String> columns) {
        Set<String> wanted = new HashSet<>(included);
        wanted.addAll(columns);
        renamed.forEach((field, column) -> {
            if (columns.contains(column)) {
                wanted.add(field);
            }
        });
        return new FieldSelection(wanted, excluded, renamed, nesting);
    }

    /**
     * The column that a field goes to; empty where it is not selected.
     *
     * @param field its name; flattened where {@code nesting} says so
     * @param isScalar whether it is a text, a number, a truth value or null
     */
    public Optional<String> column(String field, boolean isScalar) {
        boolean wanted = included.contains(field) || (isScalar && included.contains(EVERY_SCALAR));
        return wanted && !excluded.contains(field) ? Optional.of(renamed.getOrDefault(field, field)) : Optional.empty();
    }
}
