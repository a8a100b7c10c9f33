// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that a script makes, and what of it may change them and only a server understands. */
public final class SqlScript {
    static final String QUOTED = "(?:`(?:[^`]|``)+`|'(?:[^']|'')+')";
    static final String NAME = "(?:" + QUOTED + "|[^\\s`'(,]+)";

    private static final String FULL_NAME = NAME + "(?:\\." + NAME + ")?";

    private static final Pattern CREATE = pattern("CREATE\\s+(OR\\s+REPLACE\\s+)?TABLE\\s+"
            + "(?<ifAbsent>IF\\s+NOT\\s+EXISTS\\s+)?(?<name>" + FULL_NAME + ")\\s*");
    private static final Pattern LIKE = pattern("\\(?\\s*LIKE\\s+(?<model>" + FULL_NAME + ")\\s*\\)?\\s*");
    private static final Pattern DROP =
            pattern("DROP\\s+TABLE\\s+(IF\\s+EXISTS\\s+)?(?<names>.+?)(\\s+(RESTRICT|CASCADE))?");
    private static final Pattern QUERY = pattern(".*\\b(AS|SELECT)\\b.*");

    /** Rows, rights and sessions: nothing of them changes what a table takes. */
    private static final Pattern IRRELEVANT = pattern(
            "((SET|USE|LOCK|UNLOCK|FLUSH|ANALYZE|BEGIN|START|COMMIT|INSERT|REPLACE|UPDATE|DELETE|TRUNCATE|SELECT"
                    + "|SHOW|GRANT|REVOKE)\\b|(CREATE|DROP)\\s+(OR\\s+REPLACE\\s+)?(DATABASE|SCHEMA|USER|ROLE|INDEX)\\b"
                    + "|DROP\\s+VIEW\\b|ALTER\\s+TABLE\\s+\\S+\\s+(DISABLE|ENABLE)\\s+KEYS).*");

    private static final int SHOWN = 60;

    private final List<TableDefinition> tables = new ArrayList<>();
    private final List<String> notLookedAt = new ArrayList<>();

    private SqlScript() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /**
     * @throws IllegalArgumentException when a CREATE TABLE is one that no server takes
     */
    public static SqlScript read(String script) {
        SqlScript read = new SqlScript();
        SqlText.statements(script).forEach(read::statement);
        return read;
    }

    /** In their order. */
    public List<TableDefinition> tables() {
        return List.copyOf(tables);
    }

    /** The beginnings of statements that may matter and were passed over. */
    public List<String> notLookedAt() {
        return List.copyOf(notLookedAt);
    }

    private void statement(String statement) {
        Matcher create = CREATE.matcher(statement);
        Matcher drop = DROP.matcher(statement);
        if (create.lookingAt()) {
            TableId id = id(create.group("name"));
            Optional<TableDefinition> made = table(id, statement.substring(create.end()));
            if (made.isEmpty()) {
                notLookedAt.add(beginning(statement));
            } else if (find(id).isEmpty() || create.group("ifAbsent") == null) {
                tables.removeIf(table -> table.id().equals(id));
                tables.add(made.get());
            }
        } else if (drop.matches()) {
            List<TableId> gone = SqlText.split(drop.group("names"), ',').stream()
                    .map(name -> id(name.strip()))
                    .toList();
            tables.removeIf(table -> gone.contains(table.id()));
        } else if (!IRRELEVANT.matcher(statement).matches()) {
            notLookedAt.add(beginning(statement));
        }
    }

    /** Empty where a query says the columns. */
    private Optional<TableDefinition> table(TableId id, String rest) {
        Matcher like = LIKE.matcher(rest);
        if (like.matches()) {
            return Optional.of(copy(id, id(like.group("model"))));
        }
        if (!rest.startsWith("(")) {
            return Optional.empty();
        }
        int end = SqlText.closing(rest, 0);
        if (end < 0) {
            throw new IllegalArgumentException("a parenthesis of CREATE TABLE '" + id + "' is not closed");
        }
        String options = ColumnDeclaration.bare(rest.substring(end + 1));
        return QUERY.matcher(options).matches()
                ? Optional.empty()
                : Optional.of(new CreateTable(id, options).table(rest.substring(1, end)));
    }

    private TableDefinition copy(TableId id, TableId model) {
        TableDefinition table = find(model)
                .orElseThrow(() -> new IllegalArgumentException(
                        "table '" + id + "' is to be like '" + model + "', which the script does not make before it"));
        return new TableDefinition(id, table.columns(), table.primaryKey(), table.uniqueIndexes());
    }

    private Optional<TableDefinition> find(TableId id) {
        return tables.stream().filter(table -> table.id().equals(id)).findFirst();
    }

    private static String beginning(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static TableId id(String name) {
        List<String> parts = SqlText.split(name, '.');
        return new TableId(
                parts.size() > 1 ? Optional.of(SqlText.unquoted(parts.get(0))) : Optional.empty(),
                SqlText.unquoted(parts.get(parts.size() - 1)));
    }
}
