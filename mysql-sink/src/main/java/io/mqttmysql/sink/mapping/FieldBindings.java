// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.strategy.FieldSelection;
import io.mqttmysql.sink.strategy.KeyMode;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Place;
import io.mqttmysql.sink.value.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The columns of a table that a record's fields fill by their names. A field without a column goes to {@code ignored};
 * one of a generated column is left out: the server computes it; and so is one
 * of an AUTO_INCREMENT column that nobody names. Bounded by the table, whatever fields records make up.
 * Task thread.
 */
final class FieldBindings {
    private final WriteSpec write;
    private final FieldSelection selection;
    private final TableDefinition table;
    private final List<FieldBinding> bindings = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Consumer<String> ignored;

    /**
     * @param mapped columns that expressions fill; they win
     * @param clocks by which a column reads local times
     * @param ignored takes the name of every field that has no column, again and again
     */
    FieldBindings(
            WriteSpec write,
            TableDefinition table,
            List<Column> mapped,
            Function<Column, LocalClock> clocks,
            Consumer<String> ignored) {
        this.write = write;
        this.selection = write.content().fields().orElseThrow();
        this.table = table;
        this.ignored = ignored;
        for (Column column : table.columns()) {
            boolean isFree = !column.isGenerated() && (!column.isNumbered() || isNamed(column));
            if (!mapped.contains(column) && isFree && TableId.isQuotable(column.name())) {
                indexes.put(ColumnName.folded(column.name()), bindings.size());
                bindings.add(new FieldBinding(column, write, clocks.apply(column)));
            }
        }
    }

    /**
     * Whether the numbers are the records' to give: a field that only happens to have the column's name would use them
     * up, or take those that the server gives later.
     */
    private boolean isNamed(Column column) {
        boolean isKey = write.key().fields().isEmpty()
                ? write.rules().mode().needsKey() && ColumnName.isAmong(table.primaryKey(), column.name())
                : ColumnName.isAmong(write.key().fields(), column.name());
        return isKey
                || ColumnName.isAmong(selection.included(), column.name())
                || ColumnName.isAmong(selection.renamed().values(), column.name());
    }

    List<FieldBinding> columns() {
        return bindings;
    }

    /**
     * The record's fields in the order of the columns; a place that is missing for a column that none goes to.
     *
     * @throws BadValue when the record has two fields for one column or no fields, or its payload is not JSON
     */
    Place[] read(RecordView view) {
        Place object = object(write, view);
        Place[] places = new Place[bindings.size()];
        Arrays.fill(places, Place.NOWHERE);
        String[] names = new String[places.length];
        object.eachField(
                selection.nesting(),
                (name, place) -> selection
                        .column(name, place.isScalar())
                        .ifPresent(column -> put(new Found(name, column, place), places, names)));
        return places;
    }

    /**
     * Where the fields are, or nowhere. A key alone does not make a row where all other columns are fields.
     *
     * @throws BadValue when the record is without fields, or has something else than fields
     */
    static Place object(WriteSpec write, RecordView view) {
        Place object = view.rowObject();
        boolean isKeyedBesideTheValue =
                write.key().mode().filter(KeyMode::isBesideTheValue).isPresent();
        if (isKeyedBesideTheValue && object.isMissing()) {
            throw new BadValue(
                    view.record().value() == null
                            ? "the record has no value, and delete.enabled is false"
                            : "the record's value is empty");
        }
        if (!object.isObject() && !object.isMissing()) {
            String what = view.element().isPresent() ? "the element of rows" : "the payload";
            throw new BadValue(what + " is not an object, so it has no fields; map columns by column.<column>");
        }
        return object;
    }

    /**
     * Whether the table has a column for every field that the strategy wants.
     *
     * @throws BadValue when the payload is not JSON
     */
    boolean haveAll(RecordView view) {
        boolean[] areThere = {true};
        view.rowObject().eachField(selection.nesting(), (name, place) -> {
            Optional<String> column = areThere[0] ? selection.column(name, place.isScalar()) : Optional.empty();
            areThere[0] &= column.isEmpty() || isThere(column.get());
        });
        return areThere[0];
    }

    private boolean isThere(String column) {
        return indexes.containsKey(ColumnName.folded(column))
                || table.column(column).isPresent();
    }

    private record Found(String field, String column, Place place) {}

    private void put(Found found, Place[] places, String[] names) {
        Integer index = indexes.get(ColumnName.folded(found.column()));
        if (index == null) {
            if (table.column(found.column()).isEmpty()) {
                ignored.accept(found.field());
            }
            return;
        }
        if (names[index] != null) {
            throw new BadValue(twins(names[index], found.field()))
                    .forColumn(bindings.get(index).column().name())
                    .in(table.id().toString());
        }
        names[index] = found.field();
        places[index] = found.place();
    }

    private static String twins(String field, String other) {
        return field.equals(other)
                ? "the record has two fields " + Quoted.of(field)
                        + ", since flatten writes the member b of a as a_b; set flatten=false and map what is deeper by"
                        + " column.<column>, for example $.a.b"
                : "the fields " + Quoted.of(field) + " and " + Quoted.of(other)
                        + " both go to it; exclude or rename one (fields.exclude, fields.rename)";
    }
}
