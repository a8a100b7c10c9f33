// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

/**
 * What a row does to its table: the insert mode of its strategy, or the deletion that a record without value asks for.
 */
public enum RowOperation {
    /** Adds a row; an existing key is an error, unless the stored row is the same (a replay). */
    INSERT,
    /** Adds a row; one with the same key stays as it is. */
    INSERT_IF_ABSENT,
    /** Adds a row, or changes the written columns of the one with the same key. */
    UPSERT,
    /** Changes the written columns of the rows with this key; of no row, if there is none. */
    UPDATE,
    /** As {@link #UPDATE}; where there is no such row, it is added. */
    UPDATE_OR_INSERT,
    /** As {@link #UPDATE}; where there is no such row, the record cannot be stored. */
    UPDATE_OR_REPORT,
    /** Removes the rows with this key; of no row, if there is none. The columns are the key. */
    DELETE;

    public static RowOperation of(InsertMode mode, UpdateMissing missing) {
        return switch (mode) {
            case INSERT -> INSERT;
            case INSERT_IF_ABSENT -> INSERT_IF_ABSENT;
            case UPSERT -> UPSERT;
            case UPDATE ->
                switch (missing) {
                    case IGNORE -> UPDATE;
                    case INSERT -> UPDATE_OR_INSERT;
                    case REPORT -> UPDATE_OR_REPORT;
                };
        };
    }

    /** Whether a replay of a whole batch leaves the table as the first time did. */
    public boolean isIdempotent() {
        return this != INSERT;
    }

    /** One statement updates a row once, whichever of two equal keys it takes: they need two statements. */
    public boolean isUpdate() {
        return this == UPDATE || this == UPDATE_OR_INSERT || this == UPDATE_OR_REPORT;
    }

    /**
     * Whether the server itself must keep rows apart by the key, or a row could be added twice or an answer be wrong.
     */
    public boolean needsUniqueKey() {
        return this == INSERT_IF_ABSENT || this == UPSERT || this == UPDATE_OR_INSERT || this == UPDATE_OR_REPORT;
    }
}
