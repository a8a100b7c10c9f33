// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import java.time.ZoneId;
import java.util.Optional;

/** How a value is written where the column's type alone does not tell: the {@code from} of an expression. */
public sealed interface Encoding {

    /** No {@code from}: the value is what it looks like. */
    record Plain() implements Encoding {}

    /** Time since 1970-01-01T00:00:00Z; fractions and numeric strings too. */
    record Epoch(Unit unit) implements Encoding {}

    /**
     * ISO 8601 text.
     *
     * @param zone for texts without an offset; without, {@code db.timezone} is meant
     */
    record Iso8601(Optional<ZoneId> zone) implements Encoding {}

    /** The units of {@link Epoch}. */
    enum Unit {
        SECONDS(9),
        MILLISECONDS(6),
        MICROSECONDS(3);

        private final int decimalsToNanoseconds;

        Unit(int decimalsToNanoseconds) {
            this.decimalsToNanoseconds = decimalsToNanoseconds;
        }

        /** How many places the decimal point moves right to make nanoseconds. */
        public int decimalsToNanoseconds() {
            return decimalsToNanoseconds;
        }
    }
}
