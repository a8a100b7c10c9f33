// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A row's key in a form that is equal whenever MySQL may take two keys for the same: letters without case and marks,
 * numbers by value. Taking different keys for equal costs a statement; the reverse would cost the order.
 */
final class RowKey {
    private static final Pattern IGNORED = Pattern.compile("[\\p{M}\\p{Cc}\\p{Cf}]");

    /** Of the largest Long; with fewer any number is one. */
    private static final int LONG_DIGITS = 19;

    private RowKey() {}

    /** Only for rows with key columns. */
    static Object of(Row row) {
        RowShape shape = row.shape();
        List<Object> parts = new ArrayList<>(shape.keyColumns().size());
        for (String name : shape.keyColumns()) {
            parts.add(part(row.values()[indexOf(shape, name)]));
        }
        return parts;
    }

    private static int indexOf(RowShape shape, String name) {
        List<Column> columns = shape.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (ColumnName.areSame(columns.get(i).name(), name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Key column '" + name + "' is not among the written columns.");
    }

    private static Object part(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return folded(text);
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof BigInteger number) {
            return folded(new BigDecimal(number));
        }
        return value instanceof BigDecimal number ? folded(number) : value;
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
