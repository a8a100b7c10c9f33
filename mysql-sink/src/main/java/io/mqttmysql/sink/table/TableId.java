// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.Objects;
import java.util.Optional;

/**
 * A table's name, with its schema where one was given; without, the connection's own database is meant.
 *
 * <p>The only place where identifiers are quoted: back-ticks around, back-ticks inside doubled (MySQL manual,
 * "Schema Object Names").
 */
public record TableId(Optional<String> schema, String name) {
    /** MySQL's limit for the names of schemas, tables and columns. */
    public static final int MAX_NAME_LENGTH = 64;

    public TableId {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(name, "name is null");
    }

    public static TableId of(String name) {
        return new TableId(Optional.empty(), name);
    }

    public static TableId of(String schema, String name) {
        return new TableId(Optional.of(schema), name);
    }

    /** The name as SQL needs it. */
    public String quoted() {
        return schema.map(s -> quote(s) + ".").orElse("") + quote(name);
    }

    /**
     * Whether a name can be quoted so that the server and Connector/J agree where it ends: the driver takes a backslash
     * for an escape also there, and would look for placeholders in the rest. Records make up names, so this matters.
     */
    public static boolean isQuotable(String identifier) {
        return identifier.indexOf('\\') < 0;
    }

    public static String quote(String identifier) {
        if (!isQuotable(identifier)) {
            throw new IllegalArgumentException("a name with a backslash");
        }
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public String toString() {
        return schema.map(s -> s + ".").orElse("") + name;
    }
}
