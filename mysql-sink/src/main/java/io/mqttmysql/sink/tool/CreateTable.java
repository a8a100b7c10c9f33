// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Filling;
import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the CREATE TABLE statements of a script, without a server; other statements are not looked at. */
public final class CreateTable {
    private static final String NAME = "(?:`(?:[^`]|``)+`|[^\\s`(,]+)";
    private static final Pattern STATEMENT = Pattern.compile(
            "CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(?<first>" + NAME + "(?:\\." + NAME
                    + ")?)\\s*\\((?<body>.*)\\)[^)]*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern COLUMN =
            Pattern.compile("(?<name>" + NAME + ")\\s+(?<declaration>.+)", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile(
            "(?:CONSTRAINT\\s+(?:" + NAME + "\\s+)?)?(?<kind>PRIMARY|UNIQUE)\\b[^(]*\\((?<columns>.*)\\).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern OTHER = Pattern.compile(
            "(CONSTRAINT|KEY|INDEX|FULLTEXT|SPATIAL|FOREIGN|CHECK)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> uniqueIndexes = new ArrayList<>();
    private List<String> primaryKey = List.of();

    private CreateTable() {}

    /** The tables of a script, in its order. */
    public static List<TableDefinition> all(String script) {
        List<TableDefinition> tables = new ArrayList<>();
        for (String statement : SqlText.split(SqlText.withoutComments(script), ';')) {
            Matcher create = STATEMENT.matcher(statement.strip());
            if (create.matches()) {
                tables.add(new CreateTable().table(id(create.group("first")), create.group("body")));
            }
        }
        return tables;
    }

    private TableDefinition table(TableId id, String body) {
        for (String item : SqlText.split(body, ',')) {
            Matcher key = KEY.matcher(item.strip());
            if (key.matches()) {
                key(key.group("kind"), names(key.group("columns")));
            } else if (!OTHER.matcher(item.strip()).matches()) {
                column(item.strip());
            }
        }
        return new TableDefinition(id, columns.stream().map(this::inKey).toList(), primaryKey, uniqueIndexes);
    }

    private void column(String item) {
        Matcher column = COLUMN.matcher(item);
        if (!column.matches()) {
            throw new IllegalArgumentException("'" + item + "' is not a column of CREATE TABLE");
        }
        String name = SqlText.unquoted(column.group("name"));
        String declaration = column.group("declaration");
        columns.add(ColumnDeclaration.column(name, declaration, ""));
        String attributes = declaration.toUpperCase(Locale.ROOT);
        if (attributes.contains("PRIMARY KEY")) {
            key("PRIMARY", List.of(name));
        } else if (attributes.contains("UNIQUE")) {
            key("UNIQUE", List.of(name));
        }
    }

    private void key(String kind, List<String> names) {
        if (kind.equalsIgnoreCase("PRIMARY")) {
            primaryKey = names;
        } else {
            uniqueIndexes.add(names);
        }
    }

    /** Columns of a primary key are never null. */
    private Column inKey(Column column) {
        boolean isKey = ColumnName.isAmong(primaryKey, column.name());
        boolean wasNullable = column.isNullable();
        return isKey && wasNullable
                ? new Column(
                        column.name(),
                        column.type(),
                        column.declaration(),
                        column.extent(),
                        false,
                        column.isGenerated() ? Filling.GENERATED : Filling.BY_THE_ROW,
                        column.collation())
                : column;
    }

    /** Index parts may have a length or an order after the name. */
    private static List<String> names(String list) {
        return SqlText.split(list, ',').stream()
                .map(part -> SqlText.unquoted(part.strip().split("[\\s(](?=[^`]*$)", 2)[0]))
                .toList();
    }

    private static TableId id(String name) {
        List<String> parts = SqlText.split(name, '.');
        return new TableId(
                parts.size() > 1 ? Optional.of(SqlText.unquoted(parts.get(0))) : Optional.empty(),
                SqlText.unquoted(parts.get(parts.size() - 1)));
    }
}
