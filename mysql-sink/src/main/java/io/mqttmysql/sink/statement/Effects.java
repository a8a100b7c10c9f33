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
 */
public record Effects(long ignoredUpdates, long replays, List<Row> keptOut) {
    public static final Effects NONE = new Effects(0, 0, List.of());

    public Effects(long ignoredUpdates, long replays) {
        this(ignoredUpdates, replays, List.of());
    }

    public Effects plus(Effects more) {
        List<Row> all = more.keptOut.isEmpty() ? keptOut : new ArrayList<>(keptOut);
        if (!more.keptOut.isEmpty()) {
            all.addAll(more.keptOut);
        }
        return new Effects(ignoredUpdates + more.ignoredUpdates, replays + more.replays, all);
    }
}
