// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.ElementsPath;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.UpdateMissing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How a strategy writes.
 *
 * @param keyMode {@code pk.mode}, in the form of the JDBC sinks: no column is mapped but those of the key, and a table
 *     that is made gets no generated key; empty: any other form
 * @param isKeyedByRecord whether every record says itself which columns are the key; {@code keyFields} are those of one
 *     record, or empty before one is looked at
 * @param keyFields {@code pk.fields}; empty: the table's primary key
 * @param columns the mapped columns, with those that {@code keyMode} fills; may be empty where {@code fields} is present
 * @param fields the payload's fields that no mapped column names; empty: they are not written
 * @param rows what makes several rows of one record; empty: one record, one row
 * @param newerBy {@code upsert.newer.by}: the column by which an older row does not overwrite a newer one
 */
public record WriteSpec(
        TableNaming table,
        InsertMode mode,
        Optional<KeyMode> keyMode,
        boolean isKeyedByRecord,
        List<String> keyFields,
        List<MappedColumn> columns,
        MissingPolicy missing,
        Optional<FieldSelection> fields,
        Optional<ElementsPath> rows,
        UpdateMissing updateMissing,
        Optional<String> newerBy,
        DeletePolicy deletes,
        Set<TableChange> changes) {
    public WriteSpec {
        keyFields = List.copyOf(keyFields);
        columns = List.copyOf(columns);
        changes = Set.copyOf(changes);
    }

    /** The same for a record whose key has these fields. */
    public WriteSpec keyedBy(List<String> names) {
        return new WriteSpec(
                table,
                mode,
                keyMode,
                isKeyedByRecord,
                names,
                KeyMode.columnsOfKeyFields(names),
                missing,
                fields,
                rows,
                updateMissing,
                newerBy,
                deletes,
                changes);
    }

    /** Whether the record asks for the deletion of its row. */
    public boolean isDeletion(SinkRecord record) {
        return deletes == DeletePolicy.DELETE_ON_NULL && record.value() == null;
    }
}
