// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.SkippedRecord;
import io.mqttmysql.sink.statement.Effects;
import io.mqttmysql.sink.statement.ParameterBinder;
import io.mqttmysql.sink.write.RecordWriter.Written;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of records. Counted when it is final: after COMMIT, so that a batch that is tried again counts once.
 * Any thread.
 */
public final class RecordCounts {
    /**
     * Of one strategy.
     *
     * @param records of which there are rows
     * @param bytes of the rows as they stand in statements, estimated from above
     * @param unchanged rows that {@code changed.only} left out
     * @param discarded records that it took to discard them
     */
    public record OfStrategy(
            LongAdder records, LongAdder rows, LongAdder bytes, LongAdder unchanged, LongAdder discarded) {
        private OfStrategy() {
            this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    private final Map<String, OfStrategy> strategies = new ConcurrentHashMap<>();
    private final Map<ErrantReason, LongAdder> errant = new EnumMap<>(ErrantReason.class);
    private final LongAdder unmatched = new LongAdder();
    private final LongAdder withoutRows = new LongAdder();
    private final LongAdder ignoredUpdates = new LongAdder();
    private final LongAdder replays = new LongAdder();
    private final LongAdder keptOut = new LongAdder();

    RecordCounts() {
        for (ErrantReason reason : ErrantReason.values()) {
            errant.put(reason, new LongAdder());
        }
    }

    /** Whether COMMIT said so or no row was there to commit. Task thread. */
    void settled(Written written) {
        written.errants().forEach(failure -> errant.get(failure.kind()).increment());
        Effects effects = written.effects();
        Set<Row> unchanged = Collections.newSetFromMap(new IdentityHashMap<>());
        unchanged.addAll(effects.unchanged());
        written.stored().forEach(record -> stored(record.rows(), unchanged));
        written.done().skipped().forEach(this::skipped);
        ignoredUpdates.add(effects.ignoredUpdates());
        replays.add(effects.replays());
        keptOut.add(effects.keptOut().size());
    }

    /** The rows of one record; those of one strategy stand together. */
    private void stored(List<Row> rows, Set<Row> unchanged) {
        String before = "";
        for (Row row : rows) {
            OfStrategy counts = of(row.strategy());
            if (unchanged.contains(row)) {
                counts.unchanged().increment();
                continue;
            }
            counts.rows().increment();
            counts.bytes().add(ParameterBinder.size(row));
            if (!row.strategy().equals(before)) {
                counts.records().increment();
                before = row.strategy();
            }
        }
    }

    private void skipped(SkippedRecord skipped) {
        switch (skipped.reason()) {
            case DISCARDED -> of(skipped.strategy()).discarded().increment();
            case UNMATCHED -> unmatched.increment();
            case WITHOUT_ROWS -> withoutRows.increment();
        }
    }

    public OfStrategy of(String strategy) {
        return strategies.computeIfAbsent(strategy, name -> new OfStrategy());
    }

    /** Records that were reported as errant. */
    public LongAdder errant(ErrantReason reason) {
        return errant.get(reason);
    }

    /** Records that no strategy took and that were skipped. */
    public LongAdder unmatched() {
        return unmatched;
    }

    /** Records that a strategy took and made no row of. */
    public LongAdder withoutRows() {
        return withoutRows;
    }

    /** Rows that {@code update} had nowhere to write to, with {@code update.missing=ignore}. */
    public LongAdder ignoredUpdates() {
        return ignoredUpdates;
    }

    /** Rows of {@code insert_if_absent} that another unique index than their key kept out. */
    public LongAdder keptOut() {
        return keptOut;
    }

    /** Records, or rows to insert, that were stored already. */
    public LongAdder replays() {
        return replays;
    }
}
