// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import io.mqttmysql.sink.table.Column;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One row of one table, made from one record.
 *
 * @param values in the order of the shape's columns, already of a type that JDBC binds as it is: null, Long,
 *     BigInteger, BigDecimal, Double, String, byte[], LocalDate, LocalDateTime, Duration (TIME). Not copied: the row
 *     owns the array.
 * @param strategy name of the strategy that made it, for messages; the top level's is {@code "top level"}
 */
public record Row(RowShape shape, Object[] values, SinkRecord record, String strategy) {
    /** The value of one of the shape's columns. */
    public Object value(Column column) {
        return values[shape.columns().indexOf(column)];
    }
}
