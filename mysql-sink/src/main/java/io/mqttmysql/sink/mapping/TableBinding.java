// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.strategy.DeletePolicy;
import io.mqttmysql.sink.strategy.KeyMode;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One strategy over one table as the server has it now: makes the rows. Task thread. */
public final class TableBinding {
    private final String strategy;
    private final RowOperation operation;
    private final boolean deletes;
    private final boolean needsKey;
    private final Optional<String> newerBy;
    private final TableDefinition definition;
    private final BoundColumns bound;
    private final List<ColumnBinding> mapped;
    /** The mapped ones, then those of fields. */
    private final List<Column> columns;

    private final List<String> keyColumns;
    private final BoundChanges changes;
    private final RowShapes shapes;
    private final RowShape deletion;

    /**
     * @param keyColumns names as the table has them; empty where rows have no key
     */
    TableBinding(
            String strategy, WriteSpec write, TableDefinition definition, BoundColumns bound, List<String> keyColumns) {
        this.strategy = strategy;
        this.operation = RowOperation.of(write.rules().mode(), write.rules().updateMissing());
        this.deletes = write.rules().deletes() == DeletePolicy.DELETE_ON_NULL;
        this.needsKey = operation != RowOperation.INSERT
                || deletes
                || write.key().mode().filter(mode -> mode != KeyMode.NONE).isPresent();
        this.newerBy = write.rules().newerBy();
        this.definition = definition;
        this.bound = bound;
        this.mapped = bound.mapped();
        this.columns = bound.columns();
        this.keyColumns = List.copyOf(keyColumns);
        this.changes = new BoundChanges(write, definition, bound, this.keyColumns);
        this.shapes = new RowShapes(definition.id(), operation, columns, this.keyColumns, newerBy, changes.rule());
        this.deletion = new RowShape(
                definition.id(),
                RowOperation.DELETE,
                columns.stream().filter(this::isKey).toList(),
                keyColumns);
    }

    BoundChanges changes() {
        return changes;
    }

    TableDefinition definition() {
        return definition;
    }

    RowOperation operation() {
        return operation;
    }

    BoundColumns bound() {
        return bound;
    }

    List<String> keyColumns() {
        return keyColumns;
    }

    /** The column of {@code upsert.newer.by}. */
    Optional<String> newerBy() {
        return newerBy;
    }

    /** Of rows that have a value for every column, and of deletions where they are wanted. */
    List<RowShape> wholeShapes() {
        return deletes ? List.of(shapes.whole(), deletion) : List.of(shapes.whole());
    }

    /**
     * @throws BadValue when the record cannot be a row of this table
     */
    public Row row(RecordView view) {
        return isDeletion(view) ? deletion(view) : written(view);
    }

    private boolean isDeletion(RecordView view) {
        return deletes && view.record().value() == null;
    }

    /** Key columns are all mapped where deletions are wanted. */
    private Row deletion(RecordView view) {
        List<Object> values = new ArrayList<>();
        for (ColumnBinding binding : mapped) {
            if (isKey(binding.column())) {
                values.add(value(binding, view));
            }
        }
        return new Row(deletion, values.toArray(), view.record(), strategy);
    }

    private Row written(RecordView view) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < mapped.size(); i++) {
            values[i] = value(mapped.get(i), view);
        }
        if (bound.fields().isPresent()) {
            readFields(bound.fields().get(), view, values);
        }
        int present = 0;
        for (Object value : values) {
            present += value == MISSING ? 0 : 1;
        }
        if (present == values.length) {
            return new Row(shapes.whole(), values, view.record(), strategy);
        }
        if (present == 0) {
            throw new BadValue("the record has a value for none of the mapped columns").in(table());
        }
        return partialRow(values, present, view);
    }

    /**
     * Every column by itself, with its value or its error; for people, as it goes on where {@link #row} gives up.
     *
     * @throws BadValue when the record has no fields at all, and fields are wanted
     */
    public List<Cell> cells(RecordView view) {
        List<Cell> cells = new ArrayList<>();
        for (ColumnBinding binding : mapped) {
            if (!isDeletion(view) || isKey(binding.column())) {
                cells.add(cell(binding.column(), () -> value(binding, view)));
            }
        }
        if (bound.fields().isPresent() && !isDeletion(view)) {
            FieldBindings fields = bound.fields().get();
            Place[] places = places(fields, view);
            for (int i = 0; i < places.length; i++) {
                Place place = places[i];
                FieldBinding binding = fields.columns().get(i);
                cells.add(cell(binding.column(), () -> value(binding, place, view)));
            }
        }
        return cells;
    }

    private static Cell cell(Column column, Supplier<Object> value) {
        try {
            return new Cell(column, value.get(), Optional.empty());
        } catch (BadValue e) {
            return new Cell(column, MISSING, Optional.of(e.getMessage()));
        }
    }

    private void readFields(FieldBindings bindings, RecordView view, Object[] values) {
        Place[] places = places(bindings, view);
        for (int i = 0; i < places.length; i++) {
            values[mapped.size() + i] = value(bindings.columns().get(i), places[i], view);
        }
    }

    private Place[] places(FieldBindings bindings, RecordView view) {
        try {
            return bindings.read(view);
        } catch (BadValue e) {
            throw e.in(table());
        }
    }

    private Object value(ColumnBinding binding, RecordView view) {
        try {
            return keyed(binding.column(), binding.value(view));
        } catch (BadValue e) {
            throw e.forColumn(binding.column().name()).in(table());
        }
    }

    private Object value(FieldBinding binding, Place place, RecordView view) {
        try {
            return keyed(binding.column(), binding.value(place, view.record().timestamp()));
        } catch (BadValue e) {
            throw e.forColumn(binding.column().name()).in(table());
        }
    }

    private Object keyed(Column column, Object value) {
        boolean isNothing = value == null || value == MISSING;
        if (isNothing && isKey(column) && needsKey) {
            throw new BadValue("it is a key column and the record has no value for it");
        }
        if (isNothing
                && newerBy.filter(name -> ColumnName.areSame(name, column.name()))
                        .isPresent()) {
            throw new BadValue("upsert.newer.by compares it and the record has no value for it");
        }
        return value;
    }

    private boolean isKey(Column column) {
        return keyColumns.contains(column.name());
    }

    private String table() {
        return definition.id().toString();
    }

    private Row partialRow(Object[] values, int present, RecordView view) {
        BitSet presence = new BitSet(values.length);
        Object[] presentValues = new Object[present];
        for (int i = 0; i < values.length; i++) {
            if (values[i] != MISSING) {
                presentValues[presence.cardinality()] = values[i];
                presence.set(i);
            }
        }
        return new Row(shapes.of(presence), presentValues, view.record(), strategy);
    }
}
