// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * What came out otherwise than by writing a row.
 *
 * @param ignoredUpdates rows to update that are not there
 * @param replays what was stored before
 * @param keptOut rows to insert if absent that are absent still: another unique index than their key has them elsewhere
 * @param unchanged rows that {@code changed.only} left out
 */
public record Effects(long ignoredUpdates, long replays, List<Row> keptOut, List<Row> unchanged) {
    public static final Effects NONE = new Effects(0, 0);

    public Effects(long ignoredUpdates, long replays) {
        this(ignoredUpdates, replays, List.of(), List.of());
    }

    static Effects unchanged(List<Row> rows) {
        return new Effects(0, 0, List.of(), rows);
    }

    public Effects plus(Effects more) {
        return new Effects(
                ignoredUpdates + more.ignoredUpdates,
                replays + more.replays,
                both(keptOut, more.keptOut),
                both(unchanged, more.unchanged));
    }

    private static List<Row> both(List<Row> first, List<Row> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<Row> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
