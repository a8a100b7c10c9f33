// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's tables for tests, from a small part of CREATE TABLE: one column a comma, PRIMARY KEY or UNIQUE behind its column. */
public final class Tables implements TableCatalog {
    private static final Pattern CREATE = Pattern.compile("CREATE TABLE ([\\w.{}/-]+) \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern COLUMN =
            Pattern.compile("(\\S+) (\\w+)(\\((\\d+)(?:, ?(\\d+))?\\))?(?:( UNSIGNED))?(.*)", Pattern.DOTALL);
    /** A comma that is not between digits of a type. */
    private static final Pattern NEXT_COLUMN = Pattern.compile(",(?! ?\\d+\\))\\s*");

    private final Map<TableId, TableDefinition> tables = new HashMap<>();

    public static Tables of(String... statements) {
        Tables tables = new Tables();
        for (String statement : statements) {
            tables.create(statement);
        }
        return tables;
    }

    /** A column alone, for example {@code DECIMAL(5,2) NOT NULL}. */
    public static Column column(String declaration) {
        return parse("c " + declaration);
    }

    /** Makes or replaces a table. */
    public void create(String statement) {
        Matcher create = CREATE.matcher(statement.strip().replaceAll(";$", ""));
        if (!create.matches()) {
            throw new IllegalArgumentException(statement);
        }
        List<Column> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<List<String>> uniqueIndexes = new ArrayList<>();
        for (String column : NEXT_COLUMN.split(create.group(2).strip())) {
            columns.add(parse(column));
            if (column.contains("PRIMARY KEY")) {
                keys.add(columns.get(columns.size() - 1).name());
            }
            if (column.contains("UNIQUE")) {
                uniqueIndexes.add(List.of(columns.get(columns.size() - 1).name()));
            }
        }
        TableId id = id(create.group(1));
        tables.put(id, new TableDefinition(id, columns, keys, uniqueIndexes));
    }

    private static TableId id(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? TableId.of(name) : TableId.of(name.substring(0, dot), name.substring(dot + 1));
    }

    private static Column parse(String text) {
        Matcher column = COLUMN.matcher(text.strip().replaceAll("\\s+", " "));
        if (!column.matches()) {
            throw new IllegalArgumentException(text);
        }
        String word = column.group(2).toUpperCase(Locale.ROOT);
        ColumnType type = word.equals("BOOLEAN") ? ColumnType.TINYINT : ColumnType.valueOf(word);
        int first = column.group(4) == null ? 0 : Integer.parseInt(column.group(4));
        int second = column.group(5) == null ? 0 : Integer.parseInt(column.group(5));
        String unsigned = column.group(6) == null ? "" : " unsigned";
        String rest = column.group(7);
        boolean nullable = !rest.contains("NOT NULL") && !rest.contains("PRIMARY KEY");
        boolean filled = nullable || rest.contains("DEFAULT") || rest.contains("AUTO_INCREMENT");
        String size = column.group(3) == null ? "" : column.group(3);
        int scale = type == ColumnType.DECIMAL ? second : first;
        return new Column(
                column.group(1),
                type,
                word.toLowerCase(Locale.ROOT) + size + unsigned,
                length(type, first),
                type == ColumnType.DECIMAL ? first : 0,
                scale,
                nullable,
                filled);
    }

    private static long length(ColumnType type, int declared) {
        return switch (type) {
            case TEXT, BLOB -> 65_535;
            case MEDIUMTEXT, MEDIUMBLOB -> 16_777_215;
            case LONGTEXT, LONGBLOB -> 4_294_967_295L;
            default -> declared;
        };
    }

    @Override
    public Optional<TableDefinition> find(TableId id) {
        return Optional.ofNullable(tables.get(id));
    }
}
