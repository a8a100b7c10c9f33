// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of a row texts take. MySQL counts VARCHAR and its like in the 65,535 bytes that a row may have, TEXT hardly
 * (manual, "Limits on Table Column Count and Row Size"), so texts of unknown length are TEXT where there are many.
 */
public final class RowSizeLimit {
    /** Half of a row: columns that are added by hand or declared want room too. */
    private static final long BYTES = 32_768;

    private static final int BYTES_OF_CHARACTER = 4; // utf8mb4
    private static final int OTHER = 10;

    private RowSizeLimit() {}

    /**
     * @param there columns that the table has already
     * @param wanted columns to be made
     */
    static List<ColumnDesign> fitted(List<Column> there, List<ColumnDesign> wanted) {
        long taken = there.stream().mapToLong(RowSizeLimit::bytes).sum();
        List<ColumnDesign> fitted = new ArrayList<>();
        for (ColumnDesign column : wanted) {
            long bytes = bytes(ColumnDeclaration.column(column.name(), column.declaration(), ""));
            boolean fits = taken + bytes <= BYTES;
            fitted.add(fits ? column : column.withoutLength());
            taken += fits ? bytes : OTHER;
        }
        return fitted;
    }

    /** What the column takes at most, about. */
    public static long bytes(Column column) {
        return switch (column.type()) {
            case CHAR, VARCHAR -> BYTES_OF_CHARACTER * column.extent().length();
            case BINARY, VARBINARY -> column.extent().length();
            default -> OTHER;
        };
    }
}
