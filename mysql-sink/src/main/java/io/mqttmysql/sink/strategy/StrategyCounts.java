// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records by what became of them. A record that Connect delivers again counts again. Written by the task thread, read by
 * any.
 */
public final class StrategyCounts {
    private final Map<String, LongAdder> taken;
    private final LongAdder unmatched = new LongAdder();
    private final LongAdder withoutRows = new LongAdder();

    StrategyCounts(List<TableStrategy> strategies) {
        Map<String, LongAdder> counters = new LinkedHashMap<>();
        strategies.forEach(strategy -> counters.put(strategy.name(), new LongAdder()));
        taken = Collections.unmodifiableMap(counters);
    }

    void countTaken(TableStrategy strategy) {
        taken.get(strategy.name()).increment();
    }

    void countUnmatched() {
        unmatched.increment();
    }

    /** Records that the strategy took; for one that discards, the discarded ones. */
    public long taken(TableStrategy strategy) {
        return taken.get(strategy.name()).sum();
    }

    /** A record of which a strategy with {@code rows} makes no row, since there is no element, or none that it wants. */
    public void countWithoutRows() {
        withoutRows.increment();
    }

    /** Records that a strategy took and made no row of. */
    public long withoutRows() {
        return withoutRows.sum();
    }

    /** Records that no strategy took. */
    public long unmatched() {
        return unmatched.sum();
    }
}
