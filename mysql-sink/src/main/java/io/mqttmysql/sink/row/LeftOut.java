// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record of which a strategy, or all of them together, make no row although nothing is wrong with it.
 *
 * @param strategy the strategy that took it
 */
public record LeftOut(SinkRecord record, String strategy, Cause cause) {
    /** Why there is no row. */
    public enum Cause {
        /** The strategy discards what it takes. */
        DISCARDED,
        /** No strategy takes the record, and such are skipped. */
        UNMATCHED,
        /** There is no element of {@code rows} that the strategy wants, or no table to delete from. */
        WITHOUT_ROWS
    }
}
