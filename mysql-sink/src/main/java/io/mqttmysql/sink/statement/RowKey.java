// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.Words;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * A row's key in a form that is equal whenever MySQL may take two keys for the same: letters without case, numbers by
 * value, bytes without what a column pads. Taking different keys for equal costs a statement; the reverse would cost
 * the order.
 */
final class RowKey {
    /**
     * Of a key that may be the same as any other. Collations take {@code o} and {@code ø}, {@code ss} and {@code ß},
     * two emoji for one, each in its own way: only of printable ASCII is known what they do.
     */
    static final Object ANY = new Object();

    private static final Pattern IGNORED = Pattern.compile("[\\p{M}\\p{Cc}\\p{Cf}]");

    /** They compare code points, and pad with blanks or with nothing. */
    private static final Pattern COMPARES_CODES = Pattern.compile("_bin$|^binary$");

    /**
     * Those of no country, of which it is known that of printable ASCII they take letters of either case for one and
     * nothing else. Others do more: Latvian has i and y for one letter, Hungarian ggy and gygy, a Chinese one y and ~.
     */
    private static final Pattern OF_NO_COUNTRY = Pattern.compile(
            "(?:utf8|utf8mb3|utf8mb4)_(?:general|unicode|unicode_520|0900|uca1400)"
                    + "(?:_nopad)?(?:_a[is])?(?:_c[is])?|(?:ascii|latin1)_general(?:_nopad)?_c[is]|latin1_swedish(?:_nopad)?_ci");

    /** MySQL manual, "Floating-Point Types": the declaration with two numbers rounds to the second. */
    private static final Pattern ROUNDED = Pattern.compile("(?i)(?:float|double|real)\\s*\\(\\d+,\\s*\\d+\\).*");

    private static final Pattern PADDING = Pattern.compile(" +$");

    /** Of the largest Long; with fewer any number is one. */
    private static final int LONG_DIGITS = 19;

    private RowKey() {}

    /** Only for rows with key columns. */
    static Object of(Row row) {
        return of(row, RowKey::part);
    }

    /**
     * The key as the table stores it, letter by letter: of rows that are only added, whose keys no index takes for one.
     * {@link #ANY} where that is the server's to know.
     */
    static Object stored(Row row) {
        return of(row, RowKey::storedPart);
    }

    private static Object of(Row row, BiFunction<Column, Object, Object> form) {
        RowShape shape = row.shape();
        List<Object> parts = new ArrayList<>(shape.keyColumns().size());
        for (String name : shape.keyColumns()) {
            int index = indexOf(shape, name);
            Object part = form.apply(shape.columns().get(index), row.values()[index]);
            if (part == ANY) {
                return ANY;
            }
            parts.add(part);
        }
        return parts;
    }

    /** Where the values of the shape's rows have this column. */
    static int indexOf(RowShape shape, String name) {
        List<Column> columns = shape.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (ColumnName.areSame(columns.get(i).name(), name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Key column '" + name + "' is not among the written columns.");
    }

    private static Object part(Column column, Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return part(column, text);
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes, 0, column.type() == ColumnType.BINARY ? unpadded(bytes) : bytes.length);
        }
        if (value instanceof Double number) {
            if (ROUNDED.matcher(column.declaration()).matches()) {
                return ANY;
            }
            // and no zero with a sign
            return column.type() == ColumnType.FLOAT ? (Object) (number.floatValue() + 0f) : (Object) (number + 0d);
        }
        if (value instanceof BigInteger number) {
            return folded(new BigDecimal(number));
        }
        return value instanceof BigDecimal number ? folded(number) : value;
    }

    private static Object part(Column column, String text) {
        if (column.type() == ColumnType.SET) {
            return ANY; // its words may come in any order
        }
        String collation = column.collation().map(Collation::name).orElse("");
        if (COMPARES_CODES.matcher(collation).find()) {
            return folded(text);
        }
        boolean isKnown = isPlain(text) && OF_NO_COUNTRY.matcher(collation).matches();
        return isKnown ? folded(text) : ANY;
    }

    private static Object storedPart(Column column, Object value) {
        if (value instanceof String text) {
            return switch (column.type()) {
                case CHAR -> PADDING.matcher(text).replaceFirst("");
                // another spelling of a word is the server's to know
                case ENUM -> Words.of(column.declaration()).contains(text) ? text : ANY;
                case VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> text;
                default -> ANY;
            };
        }
        return value == null ? null : part(column, value);
    }

    private static int unpadded(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return length;
    }

    private static Object folded(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        long wholeDigits = (long) stripped.precision() - stripped.scale();
        return stripped.scale() <= 0 && wholeDigits < LONG_DIGITS ? (Object) stripped.longValueExact() : stripped;
    }

    private static String folded(String text) {
        String bare = isPlain(text)
                ? text
                : IGNORED.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
        return bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).stripTrailing();
    }

    /** Printable ASCII, as most keys are: nothing to decompose and nothing to leave out. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
