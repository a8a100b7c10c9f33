// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.offset.Time;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How deliveries fared, each in one transaction or a few. Any thread. */
public final class TransactionCounts {
    private final Time time;
    private final Map<FailureKind, LongAdder> failed = new EnumMap<>(FailureKind.class);
    private final LongAdder committed = new LongAdder();
    private final LongAdder totalMillis = new LongAdder();
    private final LongAdder possibleDuplicates = new LongAdder();
    private volatile long lastRows;
    private volatile long mostRows;
    private volatile long lastMillis;
    private volatile long longestMillis;

    TransactionCounts(Time time) {
        this.time = time;
        for (FailureKind kind : FailureKind.values()) {
            failed.put(kind, new LongAdder());
        }
    }

    /** A moment, for {@link #committed}. */
    long now() {
        return time.nanoTime();
    }

    /**
     * One transaction of a delivery, also where it has no rows: exactly once moves positions then.
     *
     * @param begin when it was begun, by {@link #now}
     */
    void committed(long rows, long begin) {
        long millis = Duration.ofNanos(now() - begin).toMillis();
        committed.increment();
        totalMillis.add(millis);
        lastRows = rows;
        mostRows = Math.max(mostRows, rows);
        lastMillis = millis;
        longestMillis = Math.max(longestMillis, millis);
    }

    /** Attempts that came to nothing, by why. */
    public LongAdder failed(FailureKind kind) {
        return failed.get(kind);
    }

    public LongAdder committed() {
        return committed;
    }

    /** From the connection that is borrowed to the end of COMMIT. */
    public LongAdder totalMillis() {
        return totalMillis;
    }

    /** Records that are written again although an earlier COMMIT may have stored them. */
    public LongAdder possibleDuplicates() {
        return possibleDuplicates;
    }

    public long lastRows() {
        return lastRows;
    }

    public long mostRows() {
        return mostRows;
    }

    public long lastMillis() {
        return lastMillis;
    }

    public long longestMillis() {
        return longestMillis;
    }
}
