// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

/** From a value of a record to what JDBC binds for a column of one type. Immutable. */
@FunctionalInterface
public interface ColumnConversion {
    /**
     * @param value Boolean, Number, String, byte[], LocalDate, LocalTime, LocalDateTime, Instant or JsonText
     * @return as {@link io.mqttmysql.sink.row.Row} says
     * @throws io.mqttmysql.sink.value.BadValue when the column cannot hold the value
     */
    Object convert(Object value);

    /**
     * The same for a value of a record, whose timestamp tells apart what a zone has twice.
     *
     * @param timestamp in milliseconds; null where the record has none
     */
    default Object convert(Object value, Long timestamp) {
        return convert(value);
    }
}
