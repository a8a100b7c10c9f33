// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.Column.Extent;
import io.mqttmysql.sink.table.TableTraits.InsertTrigger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads table definitions from INFORMATION_SCHEMA of MySQL and MariaDB. */
public final class InformationSchema implements TableReader {
    private static final String COLUMNS = """
            SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, COALESCE(CHARACTER_MAXIMUM_LENGTH, 0),
                   COALESCE(NUMERIC_PRECISION, 0), COALESCE(NUMERIC_SCALE, DATETIME_PRECISION, 0),
                   IS_NULLABLE = 'YES', COLUMN_DEFAULT IS NOT NULL, EXTRA,
                   CHARACTER_SET_NAME, COLLATION_NAME
            FROM INFORMATION_SCHEMA.COLUMNS
            WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?
            ORDER BY ORDINAL_POSITION""";
    private static final String UNIQUE_INDEXES = """
            SELECT INDEX_NAME, COLUMN_NAME, COALESCE(SUB_PART, 0) FROM INFORMATION_SCHEMA.STATISTICS
            WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND NON_UNIQUE = 0
            ORDER BY INDEX_NAME, SEQ_IN_INDEX""";

    private static final String TRAITS = """
            SELECT ENGINE, COALESCE(TRANSACTIONS, '') <> 'NO'
            FROM INFORMATION_SCHEMA.TABLES LEFT JOIN INFORMATION_SCHEMA.ENGINES USING (ENGINE)
            WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?""";

    private static final String INSERT_TRIGGERS = """
            SELECT ACTION_TIMING FROM INFORMATION_SCHEMA.TRIGGERS
            WHERE EVENT_OBJECT_SCHEMA = COALESCE(?, DATABASE()) AND EVENT_OBJECT_TABLE = ?
              AND EVENT_MANIPULATION = 'INSERT'
            ORDER BY ACTION_TIMING = 'BEFORE' DESC""";

    private static final String TRANSACTIONAL = """
            SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES JOIN INFORMATION_SCHEMA.ENGINES USING (ENGINE)
            WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND TRANSACTIONS = 'YES'""";

    /** MariaDB's JSON is LONGTEXT with this constraint ("JSON Data Type" in its documentation). */
    private static final String JSON_COLUMNS = """
            SELECT CONSTRAINT_NAME FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS
            WHERE CONSTRAINT_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND LEVEL = 'Column'
              AND CHECK_CLAUSE = CONCAT('json_valid(`', REPLACE(CONSTRAINT_NAME, '`', '``'), '`)')""";

    /** {@code DEFAULT_GENERATED} is another thing: a default that is an expression. */
    private static final Pattern GENERATED = Pattern.compile("(virtual|stored|persistent) generated");

    private final Connection connection;

    public InformationSchema(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<TableDefinition> read(TableId id) throws SQLException {
        List<Column> columns = columns(id);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        TableTraits traits = traits(id);
        Map<Boolean, List<UniqueIndex>> unique = uniqueIndexes(id).stream()
                .collect(Collectors.partitioningBy(
                        index -> index.name().equals(UniqueIndex.PRIMARY) && index.isOfWholeColumns()));
        List<String> primaryKey = unique.get(true).stream()
                .flatMap(index -> index.columns().stream())
                .toList();
        return Optional.of(new TableDefinition(id, filled(columns, traits), primaryKey, unique.get(false), traits));
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

    private InsertTrigger onInsert(TableId id) throws SQLException {
        try (PreparedStatement query = query(INSERT_TRIGGERS, id);
                ResultSet row = query.executeQuery()) {
            return row.next() ? InsertTrigger.valueOf(row.getString(1)) : InsertTrigger.NONE;
        }
    }

    private TableTraits traits(TableId id) throws SQLException {
        try (PreparedStatement query = query(TRAITS, id);
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? new TableTraits(Optional.ofNullable(row.getString(1)), row.getBoolean(2), onInsert(id))
                    : TableTraits.ORDINARY;
        }
    }

    private List<Column> columns(TableId id) throws SQLException {
        Set<String> json = isMariaDb() ? namesOfJsonColumns(id) : Set.of();
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement query = query(COLUMNS, id);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                columns.add(column(row, json));
            }
        }
        return columns;
    }

    private boolean isMariaDb() throws SQLException {
        return connection
                .getMetaData()
                .getDatabaseProductVersion()
                .toLowerCase(Locale.ROOT)
                .contains("mariadb");
    }

    private Set<String> namesOfJsonColumns(TableId id) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement query = query(JSON_COLUMNS, id);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static Column column(ResultSet row, Set<String> json) throws SQLException {
        ColumnType type = json.contains(row.getString(1)) ? ColumnType.JSON : ColumnType.named(row.getString(2));
        boolean nullable = row.getBoolean(7);
        String extra = row.getString(9).toLowerCase(Locale.ROOT);
        boolean generated = GENERATED.matcher(extra).find();
        boolean filled = nullable || row.getBoolean(8) || extra.contains("generated");
        return new Column(
                row.getString(1),
                type,
                row.getString(3),
                new Extent(
                        type == ColumnType.BIT ? row.getLong(5) : row.getLong(4),
                        type == ColumnType.DECIMAL ? row.getInt(5) : 0,
                        row.getInt(6)),
                nullable,
                ColumnDeclaration.filling(generated, extra.contains("auto_increment"), filled),
                collation(row));
    }

    private static Optional<Collation> collation(ResultSet row) throws SQLException {
        String charset = row.getString(10);
        return charset == null ? Optional.empty() : Optional.of(new Collation(charset, row.getString(11)));
    }

    /** By name. An expression has no column. */
    private List<UniqueIndex> uniqueIndexes(TableId id) throws SQLException {
        Map<String, List<UniqueIndex.Part>> indexes = new TreeMap<>();
        try (PreparedStatement query = query(UNIQUE_INDEXES, id);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                indexes.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(new UniqueIndex.Part(Optional.ofNullable(row.getString(2)), row.getLong(3)));
            }
        }
        return indexes.entrySet().stream()
                .map(index -> new UniqueIndex(index.getKey(), index.getValue()))
                .toList();
    }

    private PreparedStatement query(String sql, TableId id) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setString(1, id.schema().orElse(null));
        query.setString(2, id.name());
        return query;
    }
}
