// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.KeyFields;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.strategy.FieldSelection;
import io.mqttmysql.sink.strategy.KeyMode;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.TableWrite;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableDesign.RowNumber;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table that a strategy would write to, from what the configuration says and what a record has. */
public final class TableDesigner {
    private TableDesigner() {}

    /**
     * @param sample a record of the strategy, with its element where it makes rows
     * @throws io.mqttmysql.sink.expression.BadValue when the sample's payload is not JSON and is asked for its fields
     */
    public static TableDesign design(TableWrite write, TableId id, Optional<RecordView> sample) {
        TableWrite keyed = sample.map(view -> keyed(write, view)).orElse(write);
        List<ColumnDesign> columns = new ArrayList<>();
        for (MappedColumn mapped : keyed.columns()) {
            columns.add(InferredType.of(mapped.expression(), sample).column(mapped.name(), need(keyed, mapped.name())));
        }
        if (keyed.fields().isPresent() && sample.isPresent()) {
            addFields(keyed, keyed.fields().get(), sample.get(), columns);
        }
        List<String> key = isKeyedByAllFields(keyed)
                ? columns.stream().map(ColumnDesign::name).toList()
                : keyed.keyFields();
        RowNumber numbers = keyed.keyMode().isPresent() ? RowNumber.NONE : RowNumber.WITHOUT_KEY;
        return new TableDesign(id, columns, key, numbers);
    }

    /**
     * The write with its key columns, where each record says itself which these are.
     *
     * @throws io.mqttmysql.sink.expression.BadValue when the record's key does not say it
     */
    static TableWrite keyed(TableWrite write, RecordView view) {
        return write.isKeyedByRecord() ? write.keyedBy(KeyFields.names(view)) : write;
    }

    private static boolean isKeyedByAllFields(TableWrite write) {
        return write.keyFields().isEmpty()
                && write.keyMode().filter(KeyMode.RECORD_VALUE::equals).isPresent();
    }

    private static void addFields(
            TableWrite write, FieldSelection selection, RecordView sample, List<ColumnDesign> columns) {
        sample.rowObject()
                .eachField(
                        selection.nesting(),
                        (field, place) -> selection
                                .column(field, place.isScalar())
                                .filter(ColumnDesign::isLegalName)
                                .filter(name ->
                                        columns.stream().noneMatch(c -> c.name().equalsIgnoreCase(name)))
                                .ifPresent(name ->
                                        columns.add(InferredType.ofPlace(place).column(name, need(write, name)))));
    }

    private static Need need(TableWrite write, String column) {
        boolean isKey = isKeyedByAllFields(write) || write.keyFields().stream().anyMatch(column::equalsIgnoreCase);
        return isKey ? Need.KEY : Need.OPTIONAL;
    }
}
