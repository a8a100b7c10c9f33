// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the server says a table is.
 *
 * @param primaryKey its columns; empty where it has none, or only one of beginnings of texts
 * @param uniqueIndexes the others, and that one
 */
public record TableDefinition(
        TableId id,
        List<Column> columns,
        List<String> primaryKey,
        List<UniqueIndex> uniqueIndexes,
        TableTraits traits) {
    public TableDefinition {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueIndexes = List.copyOf(uniqueIndexes);
    }

    /** Of an ordinary table. */
    public TableDefinition(TableId id, List<Column> columns, List<String> primaryKey, List<UniqueIndex> uniqueIndexes) {
        this(id, columns, primaryKey, uniqueIndexes, TableTraits.ORDINARY);
    }

    /** Names compare as the server compares them. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> ColumnName.areSame(c.name(), name)).findFirst();
    }

    /** The same with a column of whole numbers so far as one of decimals. */
    public TableDefinition withDecimals(String column) {
        List<Column> changed = columns.stream()
                .map(one -> ColumnName.areSame(one.name(), column) ? one.withDecimals() : one)
                .toList();
        return new TableDefinition(id, changed, primaryKey, uniqueIndexes, traits);
    }

    /** Whether the server itself keeps rows apart by exactly these columns, in whatever order. */
    public boolean isUniqueBy(List<String> names) {
        Set<String> wanted = ColumnName.folded(names);
        return ColumnName.folded(primaryKey).equals(wanted)
                || uniqueIndexes.stream()
                        .filter(UniqueIndex::isOfWholeColumns)
                        .anyMatch(index -> ColumnName.folded(index.columns()).equals(wanted));
    }

    /** An index that names exactly these columns and still takes rows for one that differ in them. */
    public Optional<UniqueIndex> indexThatIsNoKeyOf(List<String> names) {
        Set<String> wanted = ColumnName.folded(names);
        return uniqueIndexes.stream()
                .filter(index -> !index.isOfWholeColumns())
                .filter(index -> ColumnName.folded(index.columns()).equals(wanted))
                .findFirst();
    }

    /** All of them, the primary key first. */
    public List<UniqueIndex> allUniqueIndexes() {
        return primaryKey.isEmpty()
                ? uniqueIndexes
                : Stream.concat(Stream.of(UniqueIndex.of(UniqueIndex.PRIMARY, primaryKey)), uniqueIndexes.stream())
                        .toList();
    }

    /** Unique indexes besides the key, by which rows that write these columns can meet another row. */
    public List<UniqueIndex> otherKeys(List<String> key, List<Column> written) {
        Set<String> own = ColumnName.folded(key);
        return allUniqueIndexes().stream()
                .filter(index -> !index.isOfWholeColumns()
                        || !ColumnName.folded(index.columns()).equals(own))
                .filter(index -> index.columns().stream()
                        .flatMap(name -> column(name).stream())
                        .allMatch(column -> !column.isNumbered() || written.contains(column)))
                .toList();
    }
}
