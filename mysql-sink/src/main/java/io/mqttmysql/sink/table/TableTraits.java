// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.Optional;

/**
 * What a table does with rows besides keeping them.
 *
 * @param engine empty for a view
 * @param isTransactional whether a rollback takes rows back; taken for granted of a view
 * @param onInsert what the database's own programs do with a new row, as far as this user may see them
 */
public record TableTraits(Optional<String> engine, boolean isTransactional, InsertTrigger onInsert) {
    public static final TableTraits ORDINARY = new TableTraits(Optional.of("InnoDB"), true, InsertTrigger.NONE);

    /** When triggers see a new row. */
    public enum InsertTrigger {
        NONE,
        /** Some; they may write to other tables, not change the row. */
        AFTER,
        /** Some; they may change the row. */
        BEFORE
    }
}
