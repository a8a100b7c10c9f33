// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row's key in a form that is equal whenever MySQL may take two keys for the same: letters without case and marks,
 * numbers by value. Taking different keys for equal costs a statement; the reverse would cost the order.
 */
final class RowKey {
    private RowKey() {}

    /** Rows without key columns all have the same one. */
    static Object of(Row row) {
        RowShape shape = row.shape();
        if (shape.keyColumns().isEmpty()) {
            return List.of();
        }
        List<Object> parts = new ArrayList<>(shape.keyColumns().size());
        for (String name : shape.keyColumns()) {
            parts.add(part(row.values()[indexOf(shape, name)]));
        }
        return parts;
    }

    private static int indexOf(RowShape shape, String name) {
        List<Column> columns = shape.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
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
        return stripped.scale() <= 0 && stripped.precision() < 19 ? (Object) stripped.longValueExact() : stripped;
    }

    private static String folded(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\\p{M}\\p{Cc}\\p{Cf}]", "");
        return bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).stripTrailing();
    }
}
