// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Groups rows by shape so that few statements carry many rows.
 *
 * <p>Invariant: two rows of one table with the same key are written in the order they came. Rows of one shape keep
 * their order inside their batch; a row whose key already stands in an open batch of another shape closes the table's
 * open batches first, and so does one whose statement would take its key twice but must not. Rows without a key
 * overwrite nothing: only those of one shape keep their order.
 */
final class BatchBuilder {
    private final List<RowBatch> batches = new ArrayList<>();
    private final Map<String, OpenTable> tables = new HashMap<>();

    private BatchBuilder() {}

    static List<RowBatch> build(List<Row> rows) {
        BatchBuilder builder = new BatchBuilder();
        rows.forEach(builder::add);
        return builder.batches;
    }

    private void add(Row row) {
        tables.computeIfAbsent(tableName(row.shape()), name -> new OpenTable()).add(row);
    }

    /** Without the schema, so that {@code t} and {@code db.t} are taken for one: at worst one batch more. */
    private static String tableName(RowShape shape) {
        return shape.table().name().toLowerCase(Locale.ROOT);
    }

    /** The open batches of one table, one for each shape. */
    private final class OpenTable {
        private final Map<RowShape, RowBatch> open = new IdentityHashMap<>();
        private final Map<Object, RowShape> keys = new HashMap<>();
        private RowShape last;
        private RowBatch lastBatch;

        void add(Row row) {
            if (row.shape() != last) {
                change(row);
            } else if (open.size() > 1 || takesAKeyOnce(last)) {
                separate(row);
            }
            lastBatch.rows().add(row);
        }

        /** Keys are remembered only from the second shape on, or where they may not repeat; most tables see neither. */
        private void change(Row row) {
            boolean isSecond = open.size() == 1 && !open.containsKey(row.shape());
            if (isSecond && !last.keyColumns().isEmpty()) {
                lastBatch.rows().forEach(earlier -> keys.put(RowKey.of(earlier), earlier.shape()));
            }
            if (!open.isEmpty() || takesAKeyOnce(row.shape())) {
                separate(row);
            }
            take(row.shape());
        }

        private static boolean takesAKeyOnce(RowShape shape) {
            return shape.operation().isUpdate();
        }

        /** Open batches all have the same key columns: other keys, or none, cannot be compared with theirs. */
        private void separate(Row row) {
            List<String> keyColumns = row.shape().keyColumns();
            if (lastBatch != null && !keyColumns.equals(lastBatch.shape().keyColumns())) {
                begin(row.shape());
            }
            if (!keyColumns.isEmpty()) {
                Object key = RowKey.of(row);
                if (mayMeet(key, row.shape())) {
                    begin(row.shape());
                }
                keys.put(key, row.shape());
            }
        }

        /** Whether the key, or one that the server takes for it, stands where a row of this shape may not pass it. */
        private boolean mayMeet(Object key, RowShape shape) {
            if (key == RowKey.ANY) {
                boolean isAlone = open.isEmpty() || (open.size() == 1 && open.containsKey(shape));
                return !isAlone || (takesAKeyOnce(shape) && !keys.isEmpty());
            }
            return separates(keys.get(key), shape) || separates(keys.get(RowKey.ANY), shape);
        }

        private static boolean separates(RowShape other, RowShape shape) {
            return other != null && (other != shape || takesAKeyOnce(other));
        }

        private void begin(RowShape shape) {
            open.clear();
            keys.clear();
            take(shape);
        }

        private void take(RowShape shape) {
            last = shape;
            lastBatch = open.computeIfAbsent(shape, s -> {
                RowBatch batch = new RowBatch(s, new ArrayList<>());
                batches.add(batch);
                return batch;
            });
        }
    }
}
