// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.Column.Filling;
import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.UniqueIndex;
import io.mqttmysql.sink.table.UniqueIndex.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands in the parentheses of one CREATE TABLE. */
final class CreateTable {
    private static final Pattern COLUMN =
            pattern("(?:(?<name>[^\\s`']+\\s)|(?<quoted>" + SqlScript.QUOTED + "))\\s*(?<declaration>.+)");
    private static final Pattern KEY =
            pattern("(?:CONSTRAINT\\s+(?:" + SqlScript.NAME + "\\s+)?)?(?<kind>PRIMARY|UNIQUE)\\b[^(]*");
    private static final Pattern PART =
            pattern("(?<name>" + SqlScript.NAME + ")\\s*(?:\\((?<length>\\d{1,9})\\))?\\s*(?:ASC|DESC)?");
    private static final Pattern OTHER = pattern(
            "(CONSTRAINT|KEY|INDEX|FULLTEXT|SPATIAL|VECTOR\\s+(INDEX|KEY)|FOREIGN" + "|CHECK|PERIOD\\s+FOR)\\b.*");
    private static final Pattern OWN_KEY = pattern(".*(?<!\\bUNIQUE\\s{1,9})\\bKEY\\b.*");
    private static final Pattern OWN_INDEX = pattern(".*\\bUNIQUE\\b.*");

    private final TableId id;
    private final Optional<Collation> collation;
    private final List<Column> columns = new ArrayList<>();
    private final List<UniqueIndex> uniqueIndexes = new ArrayList<>();
    private List<String> primaryKey = List.of();
    /** Also where it takes rows that differ in them for one. */
    private List<String> inPrimaryKey = List.of();

    /** @param options after the parentheses; they tell the collation of texts that do not say another */
    CreateTable(TableId id, String options) {
        this.id = id;
        this.collation =
                ColumnDeclaration.collation(options).filter(said -> !said.name().equals("utf8mb4"));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /**
     * @throws IllegalArgumentException when a column is one that no server takes
     */
    TableDefinition table(String body) {
        for (String item : SqlText.split(body, ',')) {
            String stripped = item.strip();
            Matcher key = KEY.matcher(stripped);
            if (key.lookingAt() && key.end() < stripped.length()) {
                int end = SqlText.closing(stripped, key.end());
                key(key.group("kind"), parts(stripped.substring(key.end() + 1, end)));
            } else if (!OTHER.matcher(stripped).matches()) {
                column(stripped);
            }
        }
        return new TableDefinition(id, columns.stream().map(this::inKey).toList(), primaryKey, uniqueIndexes);
    }

    private void column(String item) {
        Matcher column = COLUMN.matcher(item);
        if (!column.matches()) {
            throw new IllegalArgumentException("'" + item + "' is not a column of CREATE TABLE");
        }
        String name = column.group("quoted") == null
                ? column.group("name").strip()
                : SqlText.unquoted(column.group("quoted"));
        String declaration = declaration(name, column.group("declaration"));
        columns.add(ColumnDeclaration.column(name, declaration, "").collatedBy(collation));
        String attributes = ColumnDeclaration.bare(declaration);
        if (OWN_KEY.matcher(attributes).matches()) {
            key(UniqueIndex.PRIMARY, List.of(new Part(Optional.of(name), 0)));
        } else if (OWN_INDEX.matcher(attributes).matches()) {
            key("UNIQUE", List.of(new Part(Optional.of(name), 0)));
        }
    }

    private String declaration(String name, String given) {
        try {
            return TypeNames.official(given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("table '" + id + "', column '" + name + "': " + e.getMessage(), e);
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
}
