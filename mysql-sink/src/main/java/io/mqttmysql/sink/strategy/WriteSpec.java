// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.ElementsPath;
import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.UpdateMissing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/** How a strategy writes: where to, by which key, what, and by which rules. */
public record WriteSpec(Target target, Key key, Content content, Rules rules) {
    /**
     * Where a strategy writes to.
     *
     * @param changes what the strategy may do to the table itself
     */
    public record Target(TableNaming table, Set<TableChange> changes) {
        public Target {
            changes = Set.copyOf(changes);
        }
    }

    /**
     * What keeps rows apart.
     *
     * @param mode {@code pk.mode}, in the form of the JDBC sinks: no column is mapped but those of the key, and a table
     *     that is made gets no generated key; empty: any other form
     * @param isOfRecord whether every record says itself which columns are the key; {@code fields} are those of one
     *     record, or empty before one is looked at
     * @param fields {@code pk.fields}; empty: the table's primary key
     */
    public record Key(Optional<KeyMode> mode, boolean isOfRecord, List<String> fields) {
        public Key {
            fields = List.copyOf(fields);
        }
    }

    /**
     * What is written.
     *
     * @param columns the mapped columns, with those that the key's mode fills; may be empty where {@code fields} is
     *     present
     * @param pivots columns that a capture names, each with the capture's name in the place of its own
     * @param isPivoted whether they are among {@code columns}, with the names that one record has for them
     * @param fields the payload's fields that no mapped column names; empty: they are not written
     * @param rows what makes several rows of one record; empty: one record, one row
     */
    public record Content(
            List<MappedColumn> columns,
            List<MappedColumn> pivots,
            boolean isPivoted,
            Optional<FieldSelection> fields,
            Optional<ElementsPath> rows,
            MissingPolicy missing) {
        public Content {
            columns = List.copyOf(columns);
            pivots = List.copyOf(pivots);
        }
    }

    /**
     * What becomes of a row that is there already, and of one that is not.
     *
     * @param newerBy {@code upsert.newer.by}: the column by which an older row does not overwrite a newer one
     * @param changes {@code changed.only}; empty: each row is written
     */
    public record Rules(
            InsertMode mode,
            UpdateMissing updateMissing,
            Optional<String> newerBy,
            DeletePolicy deletes,
            Optional<ChangeRule> changes) {}

    /** The same for a record whose key has these fields. */
    public WriteSpec keyedBy(List<String> names) {
        return new WriteSpec(
                target,
                new Key(key.mode(), key.isOfRecord(), names),
                new Content(
                        KeyMode.columnsOfKeyFields(names),
                        content.pivots(),
                        content.isPivoted(),
                        content.fields(),
                        content.rows(),
                        content.missing()),
                rules);
    }

    /** The columns that the record, once it is looked at, has named itself: by its key's fields or by captures. */
    public List<String> namesOfRecord() {
        if (key.isOfRecord()) {
            return key.fields();
        }
        return content.isPivoted()
                ? content.columns().subList(ofConfiguration(), content.columns().size()).stream()
                        .map(MappedColumn::name)
                        .toList()
                : List.of();
    }

    private int ofConfiguration() {
        return content.columns().size()
                - (content.isPivoted() ? content.pivots().size() : 0);
    }

    /** The same before a record's captures have named columns. */
    public WriteSpec ofAnyRecord() {
        return with(content.columns().subList(0, ofConfiguration()), false);
    }

    /** The columns that these captures name. */
    public List<MappedColumn> named(Map<String, String> captures) {
        return content.pivots().stream()
                .map(pivot -> new MappedColumn(captures.get(pivot.name()), pivot.expression()))
                .toList();
    }

    /** The same for a record whose captures name these columns. */
    public WriteSpec pivoted(List<MappedColumn> named) {
        List<MappedColumn> columns = new ArrayList<>(content.columns());
        columns.addAll(named);
        return with(columns, true);
    }

    private WriteSpec with(List<MappedColumn> columns, boolean isPivoted) {
        return new WriteSpec(
                target,
                key,
                new Content(columns, content.pivots(), isPivoted, content.fields(), content.rows(), content.missing()),
                rules);
    }

    /** Whether the record asks for the deletion of its row. */
    public boolean isDeletion(SinkRecord record) {
        return rules.deletes() == DeletePolicy.DELETE_ON_NULL && record.value() == null;
    }
}
