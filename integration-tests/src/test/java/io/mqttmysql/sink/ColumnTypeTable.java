// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of {@code column-types.txt} about one column: what comes, and what becomes of it.
 *
 * @param declaration of the column
 * @param shown the expression by which a SELECT shows it
 */
record ColumnTypeTable(String declaration, String shown, List<Line> lines) {
    private static final Pattern HEAD = Pattern.compile("# ([^|]+?)(?: \\| (.+))?");
    private static final Pattern LINE =
            Pattern.compile("(\\S+)(?: (.*?))?\\s{2,}([=!] .*?)(?:\\s{2,}MariaDB: ([=!] .*))?");

    /**
     * @param kind {@code json}, {@code raw}, or a type of {@link ConnectValue}
     * @param written the value, with Java's escapes
     * @param outcome {@code = what is stored}, or {@code ! the reason}
     * @param onMariaDb the same there
     */
    record Line(String kind, String written, String outcome, String onMariaDb) {
        String as(String otherOutcome) {
            return (kind + " " + written).strip() + "  " + otherOutcome;
        }

        String value() {
            return written.translateEscapes();
        }

        String expected(boolean isMariaDb) {
            return as(isMariaDb ? onMariaDb : outcome);
        }
    }

    static List<ColumnTypeTable> read(String resource) {
        List<ColumnTypeTable> tables = new ArrayList<>();
        for (String text : text(resource).lines().toList()) {
            Matcher head = HEAD.matcher(text);
            Matcher line = LINE.matcher(text);
            if (head.matches()) {
                String shown = head.group(2) == null ? "CAST(c AS CHAR)" : head.group(2);
                tables.add(new ColumnTypeTable(head.group(1), shown, new ArrayList<>()));
            } else if (line.matches()) {
                tables.get(tables.size() - 1).lines.add(line(line));
            } else if (!text.isBlank()) {
                throw new IllegalArgumentException(resource + " cannot be read at: " + text);
            }
        }
        return tables;
    }

    private static Line line(Matcher line) {
        String value = line.group(2) == null ? "" : line.group(2);
        return new Line(line.group(1), value, line.group(3), line.group(4) == null ? line.group(3) : line.group(4));
    }

    private static String text(String resource) {
        try (InputStream in = ColumnTypeTable.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return declaration;
    }
}
