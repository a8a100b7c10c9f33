// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The text of the statements that write rows; one placeholder for each value, row after row. */
public final class RowStatements {
    private static final String ALIAS = "new";
    private static final String OTHER_ALIAS = "new_row";

    private RowStatements() {}

    /**
     * One statement for that many rows of the shape. Of a row that an update does not find, {@link UpdateStatements}
     * knows more.
     */
    public static String write(RowShape shape, int rows, RowForms forms) {
        return switch (shape.operation()) {
            case INSERT -> insert(shape, rows);
            case INSERT_IF_ABSENT -> insert(shape, rows) + unchanged(shape);
            case UPSERT -> insert(shape, rows) + onDuplicateKey(shape, forms.upsert());
            case UPDATE, UPDATE_OR_INSERT, UPDATE_OR_REPORT -> UpdateStatements.update(shape, rows, forms.derived());
            case DELETE -> delete(shape, rows);
        };
    }

    private static String insert(RowShape shape, int rows) {
        return "INSERT INTO " + shape.table().quoted() + " (" + names(shape) + ") VALUES "
                + repeated(placeholders(shape), rows);
    }

    private static String delete(RowShape shape, int rows) {
        boolean isSimple = shape.columns().size() == 1;
        return "DELETE FROM " + shape.table().quoted() + " WHERE "
                + (isSimple ? names(shape) : "(" + names(shape) + ")") + " IN ("
                + repeated(isSimple ? "?" : placeholders(shape), rows) + ")";
    }

    private static String placeholders(RowShape shape) {
        return "(" + repeated("?", shape.columns().size()) + ")";
    }

    private static String repeated(String text, int times) {
        return times == 0 ? "" : text + (", " + text).repeat(times - 1);
    }

    private static String names(RowShape shape) {
        return shape.columns().stream().map(c -> TableId.quote(c.name())).collect(Collectors.joining(", "));
    }

    /** A row that is there stays as it is; other faults of the row are still errors, which IGNORE would hide. */
    private static String unchanged(RowShape shape) {
        String key = TableId.quote(shape.keyColumns().get(0));
        return " ON DUPLICATE KEY UPDATE " + key + " = " + shape.table().quoted() + "." + key;
    }

    private static String onDuplicateKey(RowShape shape, UpsertForm form) {
        List<String> updated = updated(shape);
        if (updated.isEmpty()) {
            // nothing but the key is written: the row that is there is already right
            return unchanged(shape);
        }
        return switch (form) {
            case ROW_ALIAS -> {
                String alias = TableId.quote(alias(shape));
                yield " AS " + alias + updates(shape, updated, name -> alias + "." + name);
            }
            case VALUES_FUNCTION -> updates(shape, updated, name -> "VALUES(" + name + ")");
        };
    }

    /** MySQL assigns from left to right and reads what is already assigned: the column that decides comes last. */
    private static List<String> updated(RowShape shape) {
        List<String> updated = new ArrayList<>();
        shape.columns().stream()
                .filter(column -> !shape.isKey(column))
                .map(Column::name)
                .forEach(updated::add);
        shape.newerBy().ifPresent(decider -> {
            updated.removeIf(name -> ColumnName.areSame(name, decider));
            updated.add(decider);
        });
        return updated;
    }

    private static String updates(RowShape shape, List<String> updated, UnaryOperator<String> incoming) {
        return updated.stream()
                .map(TableId::quote)
                .map(name -> name + " = " + assigned(shape, name, incoming))
                .collect(Collectors.joining(", ", " ON DUPLICATE KEY UPDATE ", ""));
    }

    private static String assigned(RowShape shape, String name, UnaryOperator<String> incoming) {
        if (shape.newerBy().isEmpty()) {
            return incoming.apply(name);
        }
        String decider = TableId.quote(shape.newerBy().get());
        String stored = shape.table().quoted() + ".";
        return "IF(" + stored + decider + " IS NULL OR " + incoming.apply(decider) + " >= " + stored + decider + ", "
                + incoming.apply(name) + ", " + stored + name + ")";
    }

    private static String alias(RowShape shape) {
        return shape.table().name().equalsIgnoreCase(ALIAS) ? OTHER_ALIAS : ALIAS;
    }
}
