// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

/** How a row goes into its table. */
public enum InsertMode {
    /** INSERT; an existing key is an error, unless the stored row is the same (a replay). */
    INSERT,
    /** INSERT … ON DUPLICATE KEY UPDATE of a key column to itself: an existing row stays as it is. */
    INSERT_IF_ABSENT,
    /** INSERT … ON DUPLICATE KEY UPDATE of every written column that is not part of the key. */
    UPSERT,
    /** UPDATE of the row with the key; {@link UpdateMissing} says what happens where there is none. */
    UPDATE;

    /** Whether it needs to know which row a record is about. */
    public boolean needsKey() {
        return this != INSERT;
    }
}
