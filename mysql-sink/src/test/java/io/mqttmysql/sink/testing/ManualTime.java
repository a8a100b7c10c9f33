// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that tests turn. */
public final class ManualTime {
    private final List<Duration> waits = new ArrayList<>();
    private long now;

    public long now() {
        return now;
    }

    public void pass(Duration time) {
        now += time.toNanos();
    }

    /** Passes at once. */
    public void await(Duration time) {
        waits.add(time);
        pass(time);
    }

    public List<Duration> waits() {
        return waits;
    }
}
