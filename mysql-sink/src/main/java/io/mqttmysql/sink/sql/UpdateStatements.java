// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of the statements that change rows by their key. The new rows are a derived table. Its columns have the
 * types of the literals, not those of the table's columns, so keys are brought to the column's type: a comparison of
 * two character sets or collations would be refused, or would not use the index.
 */
public final class UpdateStatements {
    private static final String OLD = "`old`";
    private static final String NEW = "`new`";
    private static final String NUMBER = "#";
    private static final String UTF8 = "utf8mb4";

    private UpdateStatements() {}

    /** Changes the rows that are there; one placeholder for each value, row after row. */
    public static String update(RowShape shape, int rows, DerivedForm form) {
        List<Column> columns = shape.columns();
        List<String> values = columns.stream()
                .map(column -> shape.isKey(column) ? keyValue(column) : "?")
                .toList();
        String derived = form.table(columns.stream().map(Column::name).toList(), rows, row -> values, NEW);
        return "UPDATE " + shape.table().quoted() + " AS " + OLD + " JOIN " + derived + " ON " + keysAreEqual(shape)
                + " SET " + assignments(shape);
    }

    private static String assignments(RowShape shape) {
        String assigned = shape.columns().stream()
                .filter(column -> !shape.isKey(column))
                .map(column -> OLD + "." + name(column) + " = " + NEW + "." + name(column))
                .collect(Collectors.joining(", "));
        if (!assigned.isEmpty()) {
            return assigned;
        }
        // nothing but the key is written: the row that is there is already right
        String key = OLD + "." + TableId.quote(shape.keyColumns().get(0));
        return key + " = " + key;
    }

    /** The numbers, from 0, of those rows whose key the table does not hold; one placeholder for each key value. */
    public static String unmatched(RowShape shape, int rows, DerivedForm form) {
        List<Column> keys = keys(shape);
        List<String> names = new ArrayList<>(List.of(NUMBER));
        keys.forEach(column -> names.add(column.name()));
        String derived = form.table(
                names,
                rows,
                row -> {
                    List<String> values = new ArrayList<>(List.of(String.valueOf(row)));
                    keys.forEach(column -> values.add(keyValue(column)));
                    return values;
                },
                NEW);
        return "SELECT " + NEW + "." + TableId.quote(NUMBER) + " FROM " + derived + " WHERE NOT EXISTS (SELECT 1 FROM "
                + shape.table().quoted() + " AS " + OLD + " WHERE " + keysAreEqual(shape) + ")";
    }

    /** In the order of the written columns. */
    public static List<Column> keys(RowShape shape) {
        return shape.columns().stream().filter(shape::isKey).toList();
    }

    private static String keysAreEqual(RowShape shape) {
        return keys(shape).stream()
                .map(column -> OLD + "." + name(column) + " = " + compared(column))
                .collect(Collectors.joining(" AND "));
    }

    private static String compared(Column column) {
        String value = NEW + "." + name(column);
        return column.collation().map(collation -> collated(value, collation)).orElse(value);
    }

    private static String collated(String value, Collation collation) {
        String converted =
                collation.charset().equals(UTF8) ? value : "CONVERT(" + value + " USING " + collation.charset() + ")";
        return converted + " COLLATE " + collation.name();
    }

    private static String keyValue(Column column) {
        return switch (column.type()) {
            case DATE -> "CAST(? AS DATE)";
            case TIME -> "CAST(? AS TIME(6))";
            case DATETIME, TIMESTAMP -> "CAST(? AS DATETIME(6))";
            default -> "?";
        };
    }

    private static String name(Column column) {
        return TableId.quote(column.name());
    }
}
