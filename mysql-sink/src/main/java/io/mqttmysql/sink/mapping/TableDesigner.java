// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.strategy.FieldSelection;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.TableWrite;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.table.TableDesign;
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
        List<ColumnDesign> columns = new ArrayList<>();
        for (MappedColumn mapped : write.columns()) {
            columns.add(InferredType.of(mapped.expression(), sample).column(mapped.name(), need(write, mapped.name())));
        }
        if (write.fields().isPresent() && sample.isPresent()) {
            addFields(write, write.fields().get(), sample.get(), columns);
        }
        return new TableDesign(id, columns, write.keyFields());
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
                                .ifPresent(name -> columns.add(
                                        InferredType.ofValue(place.value()).column(name, need(write, name)))));
    }

    private static Need need(TableWrite write, String column) {
        return write.keyFields().stream().anyMatch(column::equalsIgnoreCase) ? Need.KEY : Need.OPTIONAL;
    }
}
