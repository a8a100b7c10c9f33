// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.util.Optional;

/**
 * A value of one record that cannot be read or stored: the record's own fault. The message is one clause without the
 * whole payload. Carries no stack trace: it is thrown for every bad record and says all in its message.
 */
public class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> table;
    private final transient Optional<String> column;

    private final boolean isAboutTable;

    /** For whoever reads a value and does not know where it goes. */
    public BadValue(String reason) {
        this(Optional.empty(), Optional.empty(), false, reason);
    }

    private BadValue(Optional<String> table, Optional<String> column, boolean isAboutTable, String reason) {
        super(reason, null, false, false);
        this.table = table;
        this.column = column;
        this.isAboutTable = isAboutTable;
    }

    /**
     * The table that the record asks for is not there or does not fit.
     *
     * @param table empty where the record does not even name one
     */
    public static BadValue ofTable(Optional<String> table, String reason) {
        return new BadValue(table, Optional.empty(), true, reason);
    }

    /** The same of this table; a table that is known already stays. */
    public BadValue in(String name) {
        return new BadValue(Optional.of(table.orElse(name)), column, isAboutTable, getMessage());
    }

    /** The same for this column; a column that is known already stays. */
    public BadValue forColumn(String name) {
        return new BadValue(table, Optional.of(column.orElse(name)), isAboutTable, getMessage());
    }

    /** The same with another reason. */
    public BadValue because(String reason) {
        return new BadValue(table, column, isAboutTable, reason);
    }

    public Optional<String> table() {
        return table;
    }

    public Optional<String> column() {
        return column;
    }

    /** Whether the fault is the table's name or form, not a value. */
    public boolean isAboutTable() {
        return isAboutTable;
    }
}
