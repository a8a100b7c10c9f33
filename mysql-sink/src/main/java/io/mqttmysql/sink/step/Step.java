// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

/**
 * One step from what a record holds to what its column takes: an encoding that is undone, or an operation. Immutable.
 */
public interface Step {
    /**
     * @param value Boolean, Number, String, byte[], a time or JsonText
     * @return of the same kinds; null where a map says so; {@code Missing.MISSING} where the part that is asked for is
     *     not there. A local time whose zone is not said stays one
     * @throws io.mqttmysql.sink.value.BadValue when the value is not written as the step says
     */
    Object apply(Object value, StepContext context);

    /** The same step where a number is to come out: for arithmetic, or for a column of numbers. */
    default Step forNumbers() {
        return this;
    }

    /** Whether it takes a number, so that the step before is to make one. */
    default boolean takesNumber() {
        return false;
    }

    /** Whether it takes a part of a text, which may not be there; such a step asks no clock. */
    default boolean mayFindNothing() {
        return false;
    }

    /** What local times mean; nothing is said of them where a step has none. */
    default LocalTimes localTimes() {
        return LocalTimes.UNSAID;
    }
}
