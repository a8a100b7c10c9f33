// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Filling;
import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.UniqueIndex;
import io.mqttmysql.sink.table.UniqueIndex.Part;
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
    private static final Pattern PART = Pattern.compile(
            "(?<name>" + NAME + ")\\s*(?:\\((?<length>\\d{1,9})\\))?\\s*(?:ASC|DESC)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER = Pattern.compile(
            "(CONSTRAINT|KEY|INDEX|FULLTEXT|SPATIAL|FOREIGN|CHECK)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<Column> columns = new ArrayList<>();
    private final List<UniqueIndex> uniqueIndexes = new ArrayList<>();
    private List<String> primaryKey = List.of();
    /** Also where it takes rows that differ in them for one. */
    private List<String> inPrimaryKey = List.of();

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
                key(key.group("kind"), parts(key.group("columns")));
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
            key(UniqueIndex.PRIMARY, List.of(new Part(Optional.of(name), 0)));
        } else if (attributes.contains("UNIQUE")) {
            key("UNIQUE", List.of(new Part(Optional.of(name), 0)));
        }
    }

    private void key(String kind, List<Part> parts) {
        boolean isPrimary = kind.equalsIgnoreCase(UniqueIndex.PRIMARY);
        String name = isPrimary ? UniqueIndex.PRIMARY : parts.get(0).column().orElse("functional_index");
        UniqueIndex index = new UniqueIndex(name, parts);
        if (isPrimary) {
            inPrimaryKey = index.columns();
        }
        if (isPrimary && index.isOfWholeColumns()) {
            primaryKey = index.columns();
        } else {
            uniqueIndexes.add(index);
        }
    }

    /** Columns of a primary key are never null. */
    private Column inKey(Column column) {
        boolean isKey = ColumnName.isAmong(inPrimaryKey, column.name());
        boolean wasNullable = column.isNullable();
        return isKey && wasNullable
                ? new Column(
                        column.name(),
                        column.type(),
                        column.declaration(),
                        column.extent(),
                        false,
                        column.isGenerated() || column.isNumbered() ? column.filling() : Filling.BY_THE_ROW,
                        column.collation())
                : column;
    }

    /** Index parts may have a length or an order after the name; in parentheses they are expressions. */
    private static List<Part> parts(String list) {
        return SqlText.split(list, ',').stream().map(part -> part(part.strip())).toList();
    }

    private static Part part(String part) {
        Matcher column = PART.matcher(part);
        if (!column.matches()) {
            return new Part(Optional.empty(), 0);
        }
        String length = column.group("length");
        return new Part(
                Optional.of(SqlText.unquoted(column.group("name"))), length == null ? 0 : Long.parseLong(length));
    }

    private static TableId id(String name) {
        List<String> parts = SqlText.split(name, '.');
        return new TableId(
                parts.size() > 1 ? Optional.of(SqlText.unquoted(parts.get(0))) : Optional.empty(),
                SqlText.unquoted(parts.get(parts.size() - 1)));
    }
}
