// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Numbers;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The conversion for a column: by its type, whatever the record holds. */
public final class Conversions {
    private Conversions() {}

    /** Whether a decoded value is a number, also one that is written as text. */
    public static boolean isNumber(Object value) {
        try {
            Numbers.exact(value);
            return true;
        } catch (BadValue e) {
            return false;
        }
    }

    /**
     * @param clock of DATETIME, DATE and TIME columns, and of local times
     */
    public static ColumnConversion to(Column column, LocalClock clock) {
        ZoneId zone = clock.database();
        return switch (column.type()) {
            case TINYINT -> IntegerConversion.ofBits(8, column);
            case SMALLINT -> IntegerConversion.ofBits(16, column);
            case MEDIUMINT -> IntegerConversion.ofBits(24, column);
            case INT -> IntegerConversion.ofBits(32, column);
            case BIGINT -> IntegerConversion.ofBits(64, column);
            case BIT -> IntegerConversion.ofBitField(column);
            case DECIMAL -> new DecimalConversion(column);
            case FLOAT, DOUBLE -> new DoubleConversion(column);
            case DATE -> new DateConversion(zone);
            case TIME -> new TimeConversion(column.extent().scale(), zone);
            case DATETIME ->
                new DateTimeConversion(column.extent().scale(), clock, zone, DateTimeConversion.DATETIME_RANGE);
            case TIMESTAMP ->
                new DateTimeConversion(
                        column.extent().scale(), clock, ZoneOffset.UTC, DateTimeConversion.TIMESTAMP_RANGE);
            case YEAR -> new YearConversion(zone);
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> TextConversion.of(column);
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                new BinaryConversion(column.extent().length());
            case JSON -> new JsonConversion(column);
            case ENUM, SET -> new WordConversion(column);
            case OTHER ->
                value -> value instanceof byte[]
                        ? value
                        : TextConversion.withoutLimit().convert(value);
        };
    }
}
