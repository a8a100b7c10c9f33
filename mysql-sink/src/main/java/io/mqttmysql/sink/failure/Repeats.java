// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often something is told that can happen again and again: at once the first time, then once a minute at most, with
 * how often it was. Task thread.
 */
public final class Repeats {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoClock;
    private long untold;
    private long told;
    private boolean wasTold;

    public Repeats(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** It happened: returns how often since it was last told, this time included, or 0 where that was just now. */
    public long count() {
        long now = nanoClock.getAsLong();
        untold++;
        if (wasTold && now - told < PAUSE.toNanos()) {
            return 0;
        }
        long times = untold;
        untold = 0;
        told = now;
        wasTold = true;
        return times;
    }

    /** For a line that tells it. */
    public static String words(long times) {
        return times == 1 ? "" : " (" + times + " times since the last line about it)";
    }
}
