// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

/**
 * A number of which the record's schema says that it is a time. Columns of times take what it means, all others the
 * number itself, as if the schema did not say more. Immutable.
 */
public final class EncodedTime extends Number {
    private static final long serialVersionUID = 1L;

    private final long number;
    private final transient Object meaning;

    public EncodedTime(long number, Object meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** LocalDate, LocalDateTime, or for TIME a Duration, which may be negative or longer than a day. */
    public Object meaning() {
        return meaning;
    }

    @Override
    public long longValue() {
        return number;
    }

    @Override
    public int intValue() {
        return (int) number;
    }

    @Override
    public float floatValue() {
        return number;
    }

    @Override
    public double doubleValue() {
        return number;
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
