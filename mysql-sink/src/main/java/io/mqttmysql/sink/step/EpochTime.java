// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.step.Encoding.Unit;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Numbers;
import io.mqttmysql.sink.value.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

/** Counts since 1970 as instants, exact to the nanosecond; what is finer is cut, the column's scale rounds later. */
final class EpochTime {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    /** Far beyond the year 9999, and far below what Instant can hold. */
    private static final int MAX_SECOND_DIGITS = 13;

    private static final int NANO_DIGITS = 9;

    private EpochTime() {}

    /**
     * @throws BadValue when the value is not a number, or too large for a time
     */
    public static Instant decode(Object value, Unit unit) {
        if (value instanceof Instant instant) {
            return instant; // Connect's own Timestamp says already what it is
        }
        BigDecimal count = Numbers.exact(value);
        int secondsToUnit = NANO_DIGITS - unit.decimalsToNanoseconds();
        long secondDigits = Numbers.wholeDigits(count) - secondsToUnit;
        if (count.signum() == 0 || secondDigits < -NANO_DIGITS) {
            return Instant.EPOCH;
        }
        if (secondDigits > MAX_SECOND_DIGITS) {
            throw new BadValue(Quoted.of(value) + " is too large for a time; is the unit right?");
        }
        BigInteger nanos = count.movePointRight(unit.decimalsToNanoseconds())
                .setScale(0, RoundingMode.FLOOR)
                .unscaledValue();
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
