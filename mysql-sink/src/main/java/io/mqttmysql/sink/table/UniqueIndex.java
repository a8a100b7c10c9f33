// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a table lets no two rows have in common. Not always a key of the columns it names: one over the beginning of a
 * text, or over an expression, takes rows for the same that differ in them. The order of its parts, descending or not,
 * does not matter.
 *
 * @param name as the server tells it with a duplicate
 */
public record UniqueIndex(String name, List<Part> parts) {
    public static final String PRIMARY = "PRIMARY";

    /**
     * @param column empty where it is an expression
     * @param length of the beginning that counts, in characters or bytes; 0 where all of the column does
     */
    public record Part(Optional<String> column, long length) {
        static Part of(String column) {
            return new Part(Optional.of(column), 0);
        }

        private boolean isWhole() {
            return column.isPresent() && length == 0;
        }
    }

    public UniqueIndex {
        parts = List.copyOf(parts);
    }

    /** Over whole columns. */
    public static UniqueIndex of(String name, List<String> columns) {
        return new UniqueIndex(name, columns.stream().map(Part::of).toList());
    }

    /** Those it names; an expression does not tell its own. */
    public List<String> columns() {
        return parts.stream().map(Part::column).flatMap(Optional::stream).toList();
    }

    /** Whether rows that differ in its columns differ for the server, too. */
    public boolean isOfWholeColumns() {
        return parts.stream().allMatch(Part::isWhole);
    }

    /** As in {@code CREATE INDEX}. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part ->
                        part.column().orElse("an expression") + (part.length() > 0 ? "(" + part.length() + ")" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
