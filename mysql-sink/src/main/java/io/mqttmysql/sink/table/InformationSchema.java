// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import io.mqttmysql.sink.table.TableTraits.InsertTrigger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads table definitions from INFORMATION_SCHEMA of MySQL and MariaDB. */
public final class InformationSchema implements TableReader {
    /** Names that one question holds: their text is far below any max_allowed_packet. */
    private static final int NAMES_AT_ONCE = 3_000;

    private static final String SCHEMA = "TABLE_SCHEMA";
    private static final String NAME = "TABLE_NAME";

    private static final String UNIQUE_INDEXES = """
            , INDEX_NAME, COLUMN_NAME, COALESCE(SUB_PART, 0) FROM INFORMATION_SCHEMA.STATISTICS
            WHERE %s AND NON_UNIQUE = 0 ORDER BY INDEX_NAME, SEQ_IN_INDEX""";

    private static final String TRAITS = """
            , ENGINE, COALESCE(TRANSACTIONS, '') <> 'NO'
            FROM INFORMATION_SCHEMA.TABLES LEFT JOIN INFORMATION_SCHEMA.ENGINES USING (ENGINE) WHERE %s""";

    private static final String INSERT_TRIGGERS = """
            , ACTION_TIMING FROM INFORMATION_SCHEMA.TRIGGERS
            WHERE %s AND EVENT_MANIPULATION = 'INSERT' ORDER BY ACTION_TIMING = 'BEFORE' DESC""";

    private static final String TRANSACTIONAL = """
            SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES JOIN INFORMATION_SCHEMA.ENGINES USING (ENGINE)
            WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND TRANSACTIONS = 'YES'""";

    /** MariaDB's JSON is LONGTEXT with this constraint ("JSON Data Type" in its documentation). */
    private static final String JSON_COLUMNS = """
            , CONSTRAINT_NAME FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS
            WHERE %s AND LEVEL = 'Column'
              AND CHECK_CLAUSE = CONCAT('json_valid(`', REPLACE(CONSTRAINT_NAME, '`', '``'), '`)')""";

    private final Connection connection;

    public InformationSchema(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<TableDefinition> read(TableId id) throws SQLException {
        return Optional.ofNullable(readAll(List.of(id)).get(id));
    }

    /** As many questions as for one, and one more that finds those that are there. */
    @Override
    public Map<TableId, TableDefinition> readAll(Collection<TableId> ids) throws SQLException {
        List<TableId> all = ids.stream().distinct().toList();
        List<TableId> present = all.size() == 1 ? all : present(all);
        Map<TableId, TableDefinition> tables = new HashMap<>();
        for (int start = 0; start < present.size(); start += NAMES_AT_ONCE) {
            readTogether(present.subList(start, Math.min(present.size(), start + NAMES_AT_ONCE)), tables);
        }
        return tables;
    }

    private List<TableId> present(List<TableId> ids) throws SQLException {
        List<TableId> present = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += NAMES_AT_ONCE) {
            NamedTables some = new NamedTables(ids.subList(start, Math.min(ids.size(), start + NAMES_AT_ONCE)));
            ask(some, SCHEMA, NAME, " FROM INFORMATION_SCHEMA.TABLES WHERE %s", (id, row) -> present.add(id));
        }
        return present;
    }

    private void readTogether(List<TableId> ids, Map<TableId, TableDefinition> tables) throws SQLException {
        NamedTables asked = new NamedTables(ids);
        Map<TableId, Set<String>> json = new HashMap<>();
        if (isMariaDb()) {
            ask(
                    asked,
                    "CONSTRAINT_SCHEMA",
                    NAME,
                    JSON_COLUMNS,
                    (id, row) ->
                            json.computeIfAbsent(id, table -> new HashSet<>()).add(row.getString(5)));
        }
        Map<TableId, List<Column>> columns = new LinkedHashMap<>();
        ask(
                asked,
                SCHEMA,
                NAME,
                ColumnRow.QUESTION,
                (id, row) -> columns.computeIfAbsent(id, table -> new ArrayList<>())
                        .add(ColumnRow.column(row, json.getOrDefault(id, Set.of()))));
        if (columns.isEmpty()) {
            return;
        }
        Map<TableId, Map<String, List<UniqueIndex.Part>>> indexes = indexes(asked);
        Map<TableId, TableTraits> traits = traits(asked);
        columns.forEach((id, ofTable) -> tables.put(
                id,
                definition(
                        id,
                        ofTable,
                        indexes.getOrDefault(id, Map.of()),
                        traits.getOrDefault(id, TableTraits.ORDINARY))));
    }

    private static TableDefinition definition(
            TableId id, List<Column> columns, Map<String, List<UniqueIndex.Part>> indexes, TableTraits traits) {
        Map<Boolean, List<UniqueIndex>> unique = indexes.entrySet().stream()
                .map(index -> new UniqueIndex(index.getKey(), index.getValue()))
                .collect(Collectors.partitioningBy(
                        index -> index.name().equals(UniqueIndex.PRIMARY) && index.isOfWholeColumns()));
        List<String> primaryKey = unique.get(true).stream()
                .flatMap(index -> index.columns().stream())
                .toList();
        return new TableDefinition(id, filled(columns, traits), primaryKey, unique.get(false), traits);
    }

    /** Whether its engine takes back what a rollback undoes. Not known of a view: no. */
    public boolean isTransactional(TableId id) throws SQLException {
        try (PreparedStatement query = query(TRANSACTIONAL, id);
                ResultSet count = query.executeQuery()) {
            return count.next() && count.getLong(1) > 0;
        }
    }

    private static List<Column> filled(List<Column> columns, TableTraits traits) {
        return traits.onInsert() == InsertTrigger.BEFORE
                ? columns.stream().map(Column::withTrigger).toList()
                : columns;
    }

    /** By name. An expression has no column. */
    private Map<TableId, Map<String, List<UniqueIndex.Part>>> indexes(NamedTables asked) throws SQLException {
        Map<TableId, Map<String, List<UniqueIndex.Part>>> indexes = new HashMap<>();
        ask(
                asked,
                SCHEMA,
                NAME,
                UNIQUE_INDEXES,
                (id, row) -> indexes.computeIfAbsent(id, table -> new TreeMap<>())
                        .computeIfAbsent(row.getString(5), name -> new ArrayList<>())
                        .add(new UniqueIndex.Part(Optional.ofNullable(row.getString(6)), row.getLong(7))));
        return indexes;
    }

    private Map<TableId, TableTraits> traits(NamedTables asked) throws SQLException {
        Map<TableId, InsertTrigger> triggers = new HashMap<>();
        ask(
                asked,
                "EVENT_OBJECT_SCHEMA",
                "EVENT_OBJECT_TABLE",
                INSERT_TRIGGERS,
                (id, row) -> triggers.putIfAbsent(id, InsertTrigger.valueOf(row.getString(5))));
        Map<TableId, TableTraits> traits = new HashMap<>();
        ask(
                asked,
                SCHEMA,
                NAME,
                TRAITS,
                (id, row) -> traits.put(
                        id,
                        new TableTraits(
                                Optional.ofNullable(row.getString(5)),
                                row.getBoolean(6),
                                triggers.getOrDefault(id, InsertTrigger.NONE))));
        return traits;
    }

    /** What is done with a row of the answer, for the table it is about. */
    @FunctionalInterface
    private interface Answer {
        void take(TableId id, ResultSet row) throws SQLException;
    }

    private void ask(NamedTables asked, String schema, String name, String rest, Answer answer) throws SQLException {
        String text = NamedTables.select(schema, name) + rest.formatted(asked.where(schema, name));
        try (PreparedStatement query = connection.prepareStatement(text)) {
            asked.bind(query);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    for (TableId id : asked.of(row)) {
                        answer.take(id, row);
                    }
                }
            }
        }
    }

    private boolean isMariaDb() throws SQLException {
        return connection
                .getMetaData()
                .getDatabaseProductVersion()
                .toLowerCase(Locale.ROOT)
                .contains("mariadb");
    }

    private PreparedStatement query(String sql, TableId id) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setString(1, id.schema().orElse(null));
        query.setString(2, id.name());
        return query;
    }
}
