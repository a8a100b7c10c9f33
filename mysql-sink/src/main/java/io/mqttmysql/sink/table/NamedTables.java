// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Tables that one question to INFORMATION_SCHEMA is about, and which of them a row of the answer means. Whether names
 * that differ in case are one table only the server says (MySQL manual, "Identifier Case Sensitivity").
 */
final class NamedTables {
    private static final String NO_SCHEMA = "";

    private final List<TableId> all;
    private final Map<Optional<String>, List<TableId>> bySchema = new LinkedHashMap<>();
    private final Map<List<String>, List<TableId>> byName = new HashMap<>();

    NamedTables(Collection<TableId> ids) {
        this.all = List.copyOf(ids);
        for (TableId id : ids) {
            bySchema.computeIfAbsent(id.schema(), schema -> new ArrayList<>()).add(id);
            byName.computeIfAbsent(key(id.schema().orElse(NO_SCHEMA), id.name()), name -> new ArrayList<>())
                    .add(id);
        }
    }

    /** The beginning of the question: {@link #of} reads these columns. */
    static String select(String schemaColumn, String nameColumn) {
        return "SELECT " + schemaColumn + ", " + nameColumn + ", DATABASE(), @@lower_case_table_names";
    }

    /** A condition; one name alone is compared for equality, which MariaDB looks up without opening other tables. */
    String where(String schemaColumn, String nameColumn) {
        StringJoiner either = new StringJoiner(" OR ", "(", ")");
        bySchema.values()
                .forEach(ids -> either.add("(" + schemaColumn + " = COALESCE(?, DATABASE()) AND " + nameColumn
                        + (ids.size() == 1 ? " = ?)" : " IN (?" + ", ?".repeat(ids.size() - 1) + "))")));
        return either.toString();
    }

    void bind(PreparedStatement query) throws SQLException {
        int parameter = 1;
        for (Map.Entry<Optional<String>, List<TableId>> schema : bySchema.entrySet()) {
            query.setString(parameter++, schema.getKey().orElse(null));
            for (TableId id : schema.getValue()) {
                query.setString(parameter++, id.name());
            }
        }
    }

    /** Those that the row is about: more than one where they are one table for the server. */
    List<TableId> of(ResultSet row) throws SQLException {
        if (all.size() == 1) {
            return all;
        }
        String schema = row.getString(1);
        String name = row.getString(2);
        boolean tellsCase = row.getInt(4) == 0;
        List<TableId> meant = new ArrayList<>(byName.getOrDefault(key(schema, name), List.of()));
        if (schema.equalsIgnoreCase(row.getString(3))) {
            meant.addAll(byName.getOrDefault(key(NO_SCHEMA, name), List.of()));
        }
        meant.removeIf(id -> tellsCase
                && !(id.name().equals(name) && id.schema().orElse(schema).equals(schema)));
        return meant;
    }

    private static List<String> key(String schema, String name) {
        return List.of(schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }
}
