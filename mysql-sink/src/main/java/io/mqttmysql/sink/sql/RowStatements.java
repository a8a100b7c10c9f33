// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableId;
import java.util.List;
import java.util.stream.Collectors;

/** The text of the statements that write rows; one placeholder for each value, row after row. */
public final class RowStatements {
    private static final String ALIAS = "new";

    private RowStatements() {}

    /** One statement for that many rows of the shape. */
    public static String write(RowShape shape, int rows, UpsertForm form) {
        String row = "(" + "?, ".repeat(Math.max(0, shape.columns().size() - 1))
                + (shape.columns().isEmpty() ? "" : "?") + ")";
        StringBuilder text = new StringBuilder("INSERT INTO ")
                .append(shape.table().quoted())
                .append(" (")
                .append(names(shape))
                .append(") VALUES ")
                .append(row)
                .append((", " + row).repeat(rows - 1));
        if (shape.mode() == InsertMode.UPSERT) {
            text.append(onDuplicateKey(shape, form));
        }
        return text.toString();
    }

    private static String names(RowShape shape) {
        return shape.columns().stream().map(c -> TableId.quote(c.name())).collect(Collectors.joining(", "));
    }

    private static String onDuplicateKey(RowShape shape, UpsertForm form) {
        List<String> updated = shape.columns().stream()
                .map(Column::name)
                .filter(name -> shape.keyColumns().stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        if (updated.isEmpty()) {
            // nothing but the key is written: the row that is there is already right
            String key = TableId.quote(shape.keyColumns().get(0));
            return " ON DUPLICATE KEY UPDATE " + key + " = " + shape.table().quoted() + "." + key;
        }
        return switch (form) {
            case ROW_ALIAS -> " AS `" + ALIAS + "`" + updates(updated, "`" + ALIAS + "`.", "");
            case VALUES_FUNCTION -> updates(updated, "VALUES(", ")");
        };
    }

    private static String updates(List<String> columns, String before, String after) {
        return columns.stream()
                .map(TableId::quote)
                .map(c -> c + " = " + before + c + after)
                .collect(Collectors.joining(", ", " ON DUPLICATE KEY UPDATE ", ""));
    }

    /**
     * Counts the stored rows that equal the given one in every written column. Text is compared exactly, whatever the
     * column's collation; JSON as JSON. FLOAT columns are left out: what they give back is not what was sent.
     */
    public static String countEqual(RowShape shape) {
        String condition = shape.columns().stream()
                .filter(RowStatements::isComparable)
                .map(RowStatements::equality)
                .collect(Collectors.joining(" AND "));
        return "SELECT COUNT(*) FROM " + shape.table().quoted() + " WHERE "
                + (condition.isEmpty() ? "FALSE" : condition);
    }

    public static boolean isComparable(Column column) {
        return column.type() != ColumnType.FLOAT;
    }

    private static String equality(Column column) {
        String name = TableId.quote(column.name());
        return switch (column.type()) {
            case JSON -> name + " <=> CAST(? AS JSON)";
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> name + " <=> ? COLLATE utf8mb4_bin";
            default -> name + " <=> ?";
        };
    }
}
