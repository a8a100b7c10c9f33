// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.database;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of statements that end with a semicolon at the end of a line.
 *
 * @param statements without what makes or chooses a database: the quickstart says where the tables go
 */
public record SqlScript(List<String> statements) {
    private static final Pattern DATABASE = Pattern.compile("(?is)(CREATE\\s+(DATABASE|SCHEMA)|USE)\\s.*");

    public static SqlScript parse(String text) {
        return new SqlScript(Arrays.stream(text.replaceAll("(?m)^\\s*--.*$", "").split(";\\s*(\\n|$)"))
                .map(String::strip)
                .filter(statement ->
                        !statement.isEmpty() && !DATABASE.matcher(statement).matches())
                .toList());
    }

    /** Only what makes this table. */
    public SqlScript making(String table) {
        Pattern making = Pattern.compile("(?is)CREATE\\s+TABLE\\s+(IF\\s+NOT\\s+EXISTS\\s+)?`?" + table + "\\b.*");
        return new SqlScript(statements.stream()
                .filter(statement -> making.matcher(statement).matches())
                .toList());
    }
}
