// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a table holds rows that equal given ones in every written column, each as the column stores it: a FLOAT
 * rounded, a BINARY padded, a SET in the order of its words, a text to the last blank whatever its collation, JSON as
 * JSON. Any thread.
 */
public final class EqualRow {
    private static final String EXACT =
            "CAST(CONVERT(%s USING utf8mb4) AS BINARY) <=> CAST(CONVERT(? USING utf8mb4) AS BINARY)";

    /** MySQL manual, "Floating-Point Types": the declaration with two numbers rounds to the second. */
    private static final Pattern ROUNDED = Pattern.compile("(?:float|double)\\(\\d+,(\\d+)\\).*");

    private EqualRow() {}

    /**
     * The numbers, from 0, of those rows that are there. Each is compared with literals, in a query of its own inside
     * the one, as if it were alone; placeholders as {@link #values} fills them, row after row.
     *
     * @param rows the shape of each
     */
    public static String find(List<RowShape> rows) {
        StringJoiner all = new StringJoiner(" UNION ALL ");
        RowShape last = null;
        String conditions = "";
        for (int number = 0; number < rows.size(); number++) {
            RowShape shape = rows.get(number);
            if (shape != last) {
                conditions = conditions(shape);
                last = shape;
            }
            all.add("SELECT " + number + conditions);
        }
        return all.toString();
    }

    private static String conditions(RowShape shape) {
        return " FROM " + shape.table().quoted() + " WHERE "
                + shape.columns().stream().map(EqualRow::condition).collect(Collectors.joining(" AND "));
    }

    /** How often the row's value of the column stands in the condition, besides what else stands there. */
    private static String condition(Column column) {
        String name = TableId.quote(column.name());
        return switch (column.type()) {
            case JSON -> column.collation().isPresent() ? EXACT.formatted(name) : name + " <=> CAST(? AS JSON)";
            // the first is for the index
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> name + " <=> ? AND " + EXACT.formatted(name);
            case SET -> "CAST(" + name + " AS UNSIGNED) <=> " + mask(column);
            default -> name + " <=> ?";
        };
    }

    /** Which words of the column a text has: the bits that the server stores. */
    private static String mask(Column column) {
        int words = Words.of(column.declaration()).size();
        String collated = column.collation().map(EqualRow::collated).orElse("?");
        List<String> bits = new ArrayList<>();
        for (int bit = 0; bit < words; bit++) {
            bits.add("(FIND_IN_SET(" + collated + ", ?) > 0) << " + bit);
        }
        return "(" + String.join(" | ", bits) + ")";
    }

    private static String collated(Collation collation) {
        return "CONVERT(? USING " + collation.charset() + ") COLLATE " + collation.name();
    }

    /** The values for the placeholders of one row. */
    public static List<Object> values(RowShape shape, Object[] row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            values.addAll(values(shape.columns().get(i), row[i]));
        }
        return values;
    }

    private static List<Object> values(Column column, Object value) {
        Object stored = stored(column, value);
        return switch (column.type()) {
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> Arrays.asList(stored, stored);
            case SET -> {
                List<Object> pairs = new ArrayList<>();
                for (String word : Words.of(column.declaration())) {
                    pairs.add(word);
                    pairs.add(stored);
                }
                yield pairs;
            }
            default -> Collections.singletonList(stored);
        };
    }

    /** What the server makes of a value when it stores it. */
    private static Object stored(Column column, Object value) {
        if (value instanceof Double number) {
            return stored(column, (double) number);
        }
        if (value instanceof byte[] bytes && column.type() == ColumnType.BINARY) {
            return Arrays.copyOf(
                    bytes, (int) Math.max(bytes.length, column.extent().length()));
        }
        boolean losesBlanks =
                column.type() == ColumnType.CHAR || column.type() == ColumnType.ENUM || column.type() == ColumnType.SET;
        return losesBlanks && value instanceof String text ? withoutBlanksAtTheEnd(text) : value;
    }

    /** As the server does it: with the fraction alone, in binary, halves to even. */
    private static double stored(Column column, double number) {
        double rounded = number;
        Matcher declared = ROUNDED.matcher(column.declaration());
        if (declared.matches()) {
            double unit = Math.pow(10, Integer.parseInt(declared.group(1)));
            rounded = Math.floor(number) + Math.rint((number - Math.floor(number)) * unit) / unit;
        }
        return column.type() == ColumnType.FLOAT ? (float) rounded : rounded;
    }

    private static String withoutBlanksAtTheEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
