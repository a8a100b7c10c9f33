// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Numbers;
import io.mqttmysql.sink.value.Quoted;
import java.math.BigDecimal;

/** {@code scale} and {@code offset}: a number and a constant, with exact decimals. */
public record Arithmetic(Operation operation, BigDecimal constant) implements Step {
    /** As many digits as a number of a document may have; a sum of 1 and 1e1000000000 would fill the memory. */
    private static final int MAX_DIGITS = 1_000;

    /** What is done with the constant. */
    public enum Operation {
        /** The number is multiplied by it. */
        SCALE,
        /** It is added to the number. */
        OFFSET
    }

    @Override
    public boolean takesNumber() {
        return true;
    }

    @Override
    public Object apply(Object value, StepContext context) {
        BigDecimal number = Numbers.exact(value);
        if (number.signum() == 0) {
            number = BigDecimal.ZERO; // 0e1000000000 is nothing either
        }
        if (Math.abs(Numbers.wholeDigits(number)) > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            throw new BadValue(Quoted.of(value) + " has too many digits to calculate with");
        }
        return operation == Operation.SCALE ? number.multiply(constant) : number.add(constant);
    }
}
