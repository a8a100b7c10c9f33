// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rows of one operation that have the same key columns wrote last into one table, by key. Two are never equal.
 * Task thread.
 */
final class KeyedTable {
    /** Records decide which columns they have, and so how many shapes there are. */
    private static final int MAX_SHAPES = 1_024;

    private final TableId id;
    private final RowOperation operation;
    private final List<String> keyColumns;
    private final Map<Object, Last> rows = new LinkedHashMap<>(16, 0.75f, true);
    /** Columns that were seen, each with its place in the values of a row. */
    private final Map<String, Integer> places = new HashMap<>();

    private final List<Column> columns = new ArrayList<>();
    private final Map<RowShape, Compared> shapes = new IdentityHashMap<>();

    KeyedTable(RowShape shape) {
        this.id = shape.table();
        this.operation = shape.operation();
        this.keyColumns = shape.keyColumns();
    }

    /**
     * What a row wrote.
     *
     * @param values by place; {@link LastValue#NONE} where it is not known, or does not count
     * @param timestamp of its record; may be null
     */
    private record Last(Object[] values, Long timestamp) {}

    /**
     * The columns of a shape: their places, and which of them count. Those of the key do, where one key stands for all
     * that the server may take for it: the server may as well tell them apart.
     */
    private record Compared(int[] places, boolean[] counts, BigDecimal[] deadbands) {}

    boolean isOf(RowShape shape) {
        return id.equals(shape.table()) && operation == shape.operation() && keyColumns.equals(shape.keyColumns());
    }

    int size() {
        return rows.size();
    }

    /** The key of a row with these key columns; {@link RowKey#ANY} where nobody knows which others are the same. */
    Object key(Row row) {
        Object key = onlyAdds() ? RowKey.stored(row) : RowKey.of(row);
        if (key == RowKey.ANY) {
            return key;
        }
        List<?> parts = (List<?>) key;
        Object[] kept = new Object[parts.size()];
        Arrays.setAll(kept, i -> LastValue.of(parts.get(i)));
        return Arrays.asList(kept);
    }

    /** No row changes another one. */
    private boolean onlyAdds() {
        return operation == RowOperation.INSERT;
    }

    /** Whether a row of another strategy, or a deletion, is about the row of its own key and no other. */
    boolean sharesKeysWith(RowShape other) {
        boolean isOfOneKind = onlyAdds() == (other.operation() == RowOperation.INSERT);
        return isOfOneKind && id.equals(other.table()) && keyColumns.equals(other.keyColumns());
    }

    void forget(Object key) {
        rows.remove(key);
    }

    void forgetEldest() {
        rows.remove(rows.keySet().iterator().next());
    }

    /** Whether the row says nothing that the last one of its key has not said. */
    boolean isRepeated(Object key, Row row) {
        Compared compared = compared(row.shape());
        Last last = rows.get(key);
        if (last == null || isDue(row.shape().changes().orElseThrow(), last, row)) {
            return false;
        }
        for (int i = 0; i < compared.places.length; i++) {
            if (compared.counts[i]
                    && LastValue.differs(
                            at(compared.places[i], last.values),
                            LastValue.of(row.values()[i]),
                            compared.deadbands[i])) {
                return false;
            }
        }
        return !onlyAdds() || hasNoOther(last, compared);
    }

    /** A column that a row to add leaves out gets its default, whatever the row before had. */
    private static boolean hasNoOther(Last last, Compared compared) {
        long known = Arrays.stream(last.values)
                .filter(value -> value != LastValue.NONE)
                .count();
        long here = 0;
        for (boolean counts : compared.counts) {
            here += counts ? 1 : 0;
        }
        return known == here;
    }

    private static Object at(int place, Object[] values) {
        return place < values.length ? values[place] : LastValue.NONE;
    }

    /** Either way: a clock that was wrong is set back some time. */
    private static boolean isDue(ChangeRule rule, Last last, Row row) {
        Long now = row.record().timestamp();
        return rule.heartbeat().isPresent()
                && (now == null
                        || last.timestamp == null
                        || Math.abs(now - last.timestamp)
                                >= rule.heartbeat().get().toMillis());
    }

    /** The row is written. Columns that a row to update leaves out keep what they had. */
    void write(Object key, Row row) {
        Compared compared = compared(row.shape());
        Last before = onlyAdds() ? null : rows.get(key);
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = before == null ? LastValue.NONE : at(i, before.values);
        }
        for (int i = 0; i < compared.places.length; i++) {
            values[compared.places[i]] = compared.counts[i] ? LastValue.of(row.values()[i]) : LastValue.NONE;
        }
        rows.put(key, new Last(values, row.record().timestamp()));
    }

    private Compared compared(RowShape shape) {
        Compared known = shapes.get(shape);
        if (known == null) {
            if (shapes.size() >= MAX_SHAPES) {
                shapes.clear();
            }
            known = compare(shape);
            shapes.put(shape, known);
        }
        return known;
    }

    private Compared compare(RowShape shape) {
        ChangeRule rule = shape.changes().orElseThrow();
        int size = shape.columns().size();
        Compared compared = new Compared(new int[size], new boolean[size], new BigDecimal[size]);
        for (int i = 0; i < size; i++) {
            Column column = shape.columns().get(i);
            compared.places[i] = place(column);
            compared.counts[i] = shape.isKey(column) ? !onlyAdds() : rule.counts(column.name());
            compared.deadbands[i] = rule.deadband(column.name()).orElse(null);
        }
        return compared;
    }

    /** Of a column that was altered, no value of before is one of now. */
    private int place(Column column) {
        Integer place = places.putIfAbsent(ColumnName.folded(column.name()), columns.size());
        if (place == null) {
            columns.add(column);
            return columns.size() - 1;
        }
        if (!columns.get(place).equals(column)) {
            columns.set(place, column);
            rows.clear();
            shapes.clear();
        }
        return place;
    }
}
