// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.RecordView;
import java.util.List;

/** What the strategies say to one record. */
public sealed interface Selection {
    /** A strategy that takes the record, and the record with what its filter captured. */
    record Match(TableStrategy strategy, RecordView view) {}

    /** These strategies take it, in order. */
    record Taken(List<Match> matches) implements Selection {}

    /** No strategy takes it. */
    record Unmatched() implements Selection {}

    /**
     * No strategy takes it, and the {@code when} of one needed to look into a payload and could not: such a record is
     * not unmatched, it is bad.
     *
     * @param strategy the first that could not tell
     * @param reason one sentence without the payload
     */
    record Unreadable(TableStrategy strategy, String reason) implements Selection {}
}
