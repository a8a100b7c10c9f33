// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.Source.Constant;
import io.mqttmysql.sink.expression.Source.KafkaMetadata;
import io.mqttmysql.sink.row.ChangeRule;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.UniqueIndex;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code changed.only} of a strategy over one table as it is. */
final class BoundChanges {
    /** No two records have the same of these: they would make a change of everything. */
    private static final Set<KafkaMetadata> OF_ONE_RECORD = EnumSet.of(KafkaMetadata.OFFSET, KafkaMetadata.TIMESTAMP);

    private final Optional<ChangeRule> wanted;
    private final InsertMode mode;
    private final TableDefinition table;
    private final BoundColumns bound;
    private final List<UniqueIndex> rivals;
    private final List<Column> columns;
    private final List<String> keyColumns;

    BoundChanges(WriteSpec write, TableDefinition table, BoundColumns bound, List<String> keyColumns) {
        this.mode = write.rules().mode();
        this.table = table;
        this.bound = bound;
        this.columns = bound.columns();
        this.keyColumns = keyColumns;
        this.wanted = write.rules().changes().map(rule -> rule.uncounted(ofOneRecord(bound)));
        this.rivals = mode == InsertMode.UPSERT ? table.otherKeys(keyColumns, columns) : List.of();
    }

    private static List<String> ofOneRecord(BoundColumns bound) {
        return bound.mapped().stream()
                .filter(binding ->
                        binding.source() instanceof KafkaMetadata metadata && OF_ONE_RECORD.contains(metadata))
                .map(binding -> binding.column().name())
                .toList();
    }

    /**
     * Empty also where a row may change one with another key, and of a view, behind which others write: what its own
     * key wrote last then says nothing.
     */
    Optional<ChangeRule> rule() {
        return wanted.filter(rule -> rivals.isEmpty() && !isOfView());
    }

    /** Whether that keeps the rule from being used. */
    boolean isOfView() {
        return wanted.isPresent() && table.traits().engine().isEmpty();
    }

    /** Of a table to which each change is added: an index by which a key has one row alone. */
    Optional<UniqueIndex> oneRowOnly() {
        Set<String> key = ColumnName.folded(keyColumns);
        return wanted.isEmpty() || mode != InsertMode.INSERT
                ? Optional.empty()
                : table.allUniqueIndexes().stream()
                        .filter(index -> index.parts().stream()
                                .allMatch(part -> part.column().isPresent()))
                        .filter(index -> key.containsAll(ColumnName.folded(index.columns())))
                        .findFirst();
    }

    /** Indexes that keep the rule from being used. */
    List<UniqueIndex> rivals() {
        return wanted.isPresent() ? rivals : List.of();
    }

    /** Columns whose deadband is a number though they hold none. */
    List<Column> withoutNumbers() {
        return columns.stream()
                .filter(column -> !column.type().isNumeric())
                .filter(column ->
                        wanted.flatMap(rule -> rule.deadband(column.name())).isPresent())
                .toList();
    }

    /** Whether nothing that a record brings could be a change, nor the time. */
    boolean isOfNothing() {
        return wanted.filter(rule -> rule.heartbeat().isEmpty()
                        && columns.stream()
                                .map(Column::name)
                                .noneMatch(column -> rule.counts(column)
                                        && !ColumnName.isAmong(keyColumns, column)
                                        && !isConstant(column)))
                .isPresent();
    }

    private boolean isConstant(String column) {
        return bound.mapped().stream()
                .anyMatch(binding -> binding.column().name().equals(column) && binding.source() instanceof Constant);
    }
}
