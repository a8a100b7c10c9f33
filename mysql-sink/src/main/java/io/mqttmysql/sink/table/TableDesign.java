// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table as it is to be made.
 *
 * @param columns without the generated key
 * @param primaryKey among the columns
 */
public record TableDesign(TableId id, List<ColumnDesign> columns, List<String> primaryKey, RowNumber numbers) {
    /** When rows get a generated number as their key. */
    public enum RowNumber {
        /** Where nothing else is the primary key. */
        WITHOUT_KEY,
        NONE
    }

    private static final String ROW_NUMBER = "BIGINT UNSIGNED AUTO_INCREMENT";

    public TableDesign {
        columns = List.copyOf(RowSizeLimit.fitted(List.of(), columns));
        primaryKey = List.copyOf(primaryKey);
    }

    /** One table for two strategies that write to it. */
    public TableDesign with(TableDesign other) {
        Map<String, ColumnDesign> all = new TreeMap<>(ColumnName.ORDER);
        List<String> order = new ArrayList<>();
        for (TableDesign design : List.of(this, other)) {
            for (ColumnDesign column : design.columns) {
                if (!all.containsKey(column.name())) {
                    order.add(column.name());
                }
                all.merge(column.name(), column, ColumnDesign::with);
            }
        }
        List<ColumnDesign> merged = order.stream().map(all::get).toList();
        RowNumber both = numbers == other.numbers ? numbers : RowNumber.WITHOUT_KEY;
        return new TableDesign(id, merged, primaryKey.isEmpty() ? other.primaryKey : primaryKey, both);
    }

    public String createTable() {
        return "CREATE TABLE " + body(ColumnDesign.KEY_COLLATION);
    }

    /**
     * For several tasks at once: who comes later finds it done.
     *
     * @param comment by which the tables that a connector has made are known
     * @param keyCollation as the server has it
     */
    public String createIfAbsent(String comment, String keyCollation) {
        return "CREATE TABLE IF NOT EXISTS " + body(keyCollation) + " COMMENT='"
                + comment.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** How many columns the table will have. */
    public int width() {
        return columns.size() + (isNumbered() ? 1 : 0);
    }

    private boolean isNumbered() {
        return primaryKey.isEmpty() && numbers == RowNumber.WITHOUT_KEY;
    }

    private String body(String keyCollation) {
        List<String> lines = new ArrayList<>();
        if (isNumbered()) {
            lines.add(TableId.quote(rowNumber()) + " " + ROW_NUMBER + " PRIMARY KEY");
        }
        columns.forEach(column -> lines.add(column.sql(keyCollation)));
        if (!primaryKey.isEmpty()) {
            String names = primaryKey.stream().map(TableId::quote).collect(Collectors.joining(", "));
            lines.add("PRIMARY KEY (" + names + ")");
        }
        return id.quoted() + " (\n  " + String.join(",\n  ", lines) + "\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";
    }

    /** The columns that a table lacks. */
    public List<ColumnDesign> missingIn(TableDefinition table) {
        List<ColumnDesign> missing = columns.stream()
                .filter(column -> table.column(column.name()).isEmpty())
                .toList();
        return RowSizeLimit.fitted(table.columns(), missing);
    }

    /**
     * @param added at least one
     * @param keyCollation as the server has it
     */
    public static String addColumns(TableId id, List<ColumnDesign> added, String keyCollation) {
        return "ALTER TABLE " + id.quoted() + " "
                + added.stream()
                        .map(column -> "ADD COLUMN " + column.sql(keyCollation))
                        .collect(Collectors.joining(", "));
    }

    /** @param column of whole numbers so far */
    public static String toDecimals(TableId id, String column) {
        return "ALTER TABLE " + id.quoted() + " " + ColumnDesign.toDecimals(column);
    }

    /** What the server would say of the table once it is made. */
    public TableDefinition definition() {
        List<Column> made = new ArrayList<>();
        if (isNumbered()) {
            made.add(ColumnDeclaration.column(rowNumber(), ROW_NUMBER, " PRIMARY KEY"));
        }
        for (ColumnDesign column : columns) {
            made.add(column.column());
        }
        return new TableDefinition(id, made, isNumbered() ? List.of(rowNumber()) : primaryKey, List.of());
    }

    /** {@code id}, where no column has that name. */
    private String rowNumber() {
        String name = "id";
        while (isTaken(name)) {
            name = "row_" + name;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return columns.stream().anyMatch(column -> ColumnName.areSame(column.name(), name));
    }
}
