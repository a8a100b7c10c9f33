// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.KeyFields;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.FieldSelection;
import io.mqttmysql.sink.strategy.KeyMode;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableDesign.RowNumber;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table that a strategy would write to, from what the configuration says and what a record has. */
public final class TableDesigner {
    private static final String KEY_HAS = "pk.mode is record_key and the record's key has the ";
    private static final String NAME = "; name the key columns in pk.fields";

    private TableDesigner() {}

    /**
     * @param sample a record of the strategy, with its element where it makes rows
     * @throws BadValue when the sample's payload is not JSON and is asked for its fields
     */
    public static TableDesign design(WriteSpec write, TableId id, Optional<RecordView> sample) {
        WriteSpec keyed = sample.map(view -> keyed(write, view)).orElse(write);
        List<ColumnDesign> columns = new ArrayList<>();
        for (MappedColumn mapped : keyed.content().columns()) {
            columns.add(InferredType.of(mapped.expression(), sample).column(mapped.name(), need(keyed, mapped.name())));
        }
        if (keyed.content().fields().isPresent() && sample.isPresent()) {
            addFields(keyed, keyed.content().fields().get(), sample.get(), columns);
        }
        List<String> key = isKeyedByAllFields(keyed)
                ? columns.stream().map(ColumnDesign::name).toList()
                : primaryKey(keyed);
        RowNumber numbers = keyed.key().mode().isPresent() ? RowNumber.NONE : RowNumber.WITHOUT_KEY;
        return new TableDesign(id, columns, key, numbers);
    }

    /** By which a history of changes has many rows. */
    private static List<String> primaryKey(WriteSpec write) {
        boolean isHistory = write.rules().mode() == InsertMode.INSERT
                && write.rules().changes().isPresent();
        return isHistory ? List.of() : write.key().fields();
    }

    /**
     * The write with its key columns where each record says itself which these are, and with the columns that its
     * captures name.
     *
     * @throws BadValue when the record does not say it, or names columns that cannot be
     */
    static WriteSpec keyed(WriteSpec write, RecordView view) {
        if (!write.content().pivots().isEmpty() && !write.content().isPivoted()) {
            return pivoted(write, view);
        }
        if (!write.key().isOfRecord() || !write.key().fields().isEmpty()) {
            return write;
        }
        List<String> names = KeyFields.names(view);
        Map<String, String> seen = new TreeMap<>(ColumnName.ORDER);
        for (String name : names) {
            if (!ColumnDesign.isLegalName(name)) {
                throw new BadValue(KEY_HAS + "field " + Quoted.of(name) + ", which cannot be a column's name" + NAME);
            }
            String twin = seen.put(name, name);
            if (twin != null) {
                throw new BadValue(
                        KEY_HAS + "fields " + Quoted.of(twin) + " and " + Quoted.of(name) + " for one column" + NAME);
            }
        }
        return write.keyedBy(names);
    }

    private static WriteSpec pivoted(WriteSpec write, RecordView view) {
        List<MappedColumn> named = write.named(view.captures());
        Map<String, String> taken = new TreeMap<>(ColumnName.ORDER);
        write.content().columns().forEach(column -> taken.put(column.name(), "column." + column.name()));
        write.key().fields().forEach(key -> taken.put(key, "pk.fields"));
        for (int i = 0; i < named.size(); i++) {
            String name = named.get(i).name();
            String capture = "{" + write.content().pivots().get(i).name() + "}";
            if (!ColumnDesign.isLegalName(name)) {
                throw new BadValue(capture + " is " + Quoted.of(name) + ", which cannot be a column's name");
            }
            String other = taken.put(name, "column." + capture);
            if (other != null) {
                throw new BadValue(capture + " is " + Quoted.of(name) + ", a column that " + other + " has already");
            }
        }
        return write.pivoted(named);
    }

    private static boolean isKeyedByAllFields(WriteSpec write) {
        return write.key().fields().isEmpty()
                && write.key().mode().filter(KeyMode.RECORD_VALUE::equals).isPresent();
    }

    private static void addFields(
            WriteSpec write, FieldSelection selection, RecordView sample, List<ColumnDesign> columns) {
        sample.rowObject()
                .eachField(
                        selection.nesting(),
                        (field, place) -> selection
                                .column(field, place.isScalar())
                                .filter(ColumnDesign::isLegalName)
                                .filter(name -> columns.stream().noneMatch(c -> ColumnName.areSame(c.name(), name)))
                                .ifPresent(name ->
                                        columns.add(InferredType.ofPlace(place).column(name, need(write, name)))));
    }

    private static Need need(WriteSpec write, String column) {
        boolean isKey = isKeyedByAllFields(write) || ColumnName.isAmong(primaryKey(write), column);
        return isKey ? Need.KEY : Need.OPTIONAL;
    }
}
