// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What a text without an offset means: {@code [in zone] [overlap …] [gap …]}.
 *
 * @param zone without, {@code db.timezone} is meant
 * @param overlap without, the instant that lies nearer to the record's timestamp is meant
 * @param gap without, {@link Gap#SHIFT}
 */
public record LocalTimes(Optional<ZoneId> zone, Optional<Overlap> overlap, Optional<Gap> gap) {
    /** Nothing is said. */
    public static final LocalTimes UNSAID = new LocalTimes(Optional.empty(), Optional.empty(), Optional.empty());

    /** Which instant is meant by a time that the zone has twice: clocks were set back. */
    public enum Overlap {
        EARLIER,
        LATER,
        /** None: the record cannot be stored. */
        REJECT
    }

    /** What is meant by a time that the zone skips: clocks were set forward. */
    public enum Gap {
        /** As much later as clocks were set forward. */
        SHIFT,
        /** Nothing: the record cannot be stored. */
        REJECT
    }

    /** Whether the expression says anything of it. */
    public boolean isSaid() {
        return !equals(UNSAID);
    }
}
