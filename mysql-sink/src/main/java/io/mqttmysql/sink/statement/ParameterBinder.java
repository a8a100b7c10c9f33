// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.ConnectorFault;
import io.mqttmysql.sink.row.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Puts the values of rows into a statement's placeholders, and knows how many bytes they take. */
public final class ParameterBinder {
    /** A data exception, whatever the driver calls it: its own S1009 also means a lost link. */
    private static final String DATA_STATE = "22000";

    /** Bytes of a number or a temporal value as text, generously. */
    private static final int SHORT_VALUE = 40;

    /** UTF-8 of one UTF-16 unit, or an escaped character. */
    private static final int BYTES_PER_CHAR = 3;

    private static final int BYTES_PER_ESCAPED_BYTE = 2;

    /** As text: the driver cuts fractions off for a MariaDB, whose version begins with 5.5.5 in its greeting. */
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private ParameterBinder() {}

    static int bind(PreparedStatement statement, int first, Row row) throws SQLException {
        int index = first;
        for (Object value : row.values()) {
            bind(statement, index++, value);
        }
        return index;
    }

    /** Whatever goes wrong here is about the value, unless the link went away and took the statement along. */
    static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        try {
            bindByType(statement, index, value);
        } catch (SQLException e) {
            throw statement.isClosed() ? e : new SQLDataException("JDBC cannot bind the value", DATA_STATE, e);
        } catch (RuntimeException e) {
            if (statement.isClosed()) {
                throw e;
            }
            throw new SQLDataException(ConnectorFault.sentence(e), DATA_STATE, e);
        }
    }

    private static void bindByType(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Double number) {
            statement.setDouble(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof BigInteger number) {
            statement.setBigDecimal(index, new BigDecimal(number));
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof LocalDateTime dateTime) {
            statement.setString(index, DATE_TIME.format(dateTime));
        } else if (value instanceof Duration time) {
            statement.setString(index, time(time));
        } else {
            statement.setObject(index, value);
        }
    }

    /** MySQL's TIME goes beyond a day and below zero, which no Java time of day does. */
    static String time(Duration time) {
        Duration size = time.abs();
        return String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d.%06d",
                time.isNegative() ? "-" : "",
                size.toHours(),
                size.toMinutesPart(),
                size.toSecondsPart(),
                size.toNanosPart() / 1_000);
    }

    /** Bytes of the row in a statement, an upper bound that is cheap to have. */
    public static long size(Row row) {
        long size = 0;
        for (Object value : row.values()) {
            size += size(value);
        }
        return size;
    }

    static long size(Object value) {
        if (value instanceof String text) {
            return (long) text.length() * BYTES_PER_CHAR + SHORT_VALUE;
        }
        if (value instanceof byte[] bytes) {
            return (long) bytes.length * BYTES_PER_ESCAPED_BYTE + SHORT_VALUE;
        }
        if (value instanceof BigDecimal number) {
            return number.precision() + Math.abs((long) number.scale()) + SHORT_VALUE;
        }
        return SHORT_VALUE;
    }
}
