// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

/** Why a record that is not at fault makes no row. */
public enum SkipReason {
    /** The strategy discards what it takes. */
    DISCARDED,
    /** No strategy takes the record, and such are skipped. */
    UNMATCHED,
    /** There is no element of {@code rows} that the strategy wants, or no table to delete from. */
    WITHOUT_ROWS
}
