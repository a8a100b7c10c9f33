// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Numbers;
import io.mqttmysql.sink.value.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * Time since 1970-01-01T00:00:00Z, fractions and numeric strings too, exact to the nanosecond; what is finer is cut,
 * the column's scale rounds later.
 */
public record Epoch(Unit unit) implements Step {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    /** Far beyond the year 9999, and far below what Instant can hold. */
    private static final int MAX_SECOND_DIGITS = 13;

    private static final int NANO_DIGITS = 9;

    /** What is counted. */
    public enum Unit {
        SECONDS(9),
        MILLISECONDS(6),
        MICROSECONDS(3),
        NANOSECONDS(0);

        private final int decimalsToNanoseconds;

        Unit(int decimalsToNanoseconds) {
            this.decimalsToNanoseconds = decimalsToNanoseconds;
        }

        public boolean isFinerThanMilliseconds() {
            return decimalsToNanoseconds < MILLISECONDS.decimalsToNanoseconds;
        }
    }

    @Override
    public boolean takesNumber() {
        return true;
    }

    @Override
    public Object apply(Object value, StepContext context) {
        if (value instanceof Instant) {
            return value; // Connect's own Timestamp says already what it is
        }
        BigDecimal count = Numbers.exact(value);
        int secondsToUnit = NANO_DIGITS - unit.decimalsToNanoseconds;
        long secondDigits = Numbers.wholeDigits(count) - secondsToUnit;
        if (count.signum() == 0 || secondDigits < -NANO_DIGITS) {
            return Instant.EPOCH;
        }
        if (secondDigits > MAX_SECOND_DIGITS) {
            throw new BadValue(Quoted.of(value) + " is too large for a time; is the unit right?");
        }
        BigInteger nanos = count.movePointRight(unit.decimalsToNanoseconds)
                .setScale(0, RoundingMode.FLOOR)
                .unscaledValue();
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
