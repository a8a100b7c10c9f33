// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import io.mqttmysql.sink.table.TableId;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a statement holds a table of values that other tables are joined with. */
public enum DerivedForm {
    /** {@code (VALUES ROW(…), ROW(…)) AS new (a, b)}: MySQL 8.0.19 and newer. */
    VALUES_ROW {
        @Override
        String table(List<String> names, int rows, IntFunction<List<String>> values, String alias) {
            return IntStream.range(0, rows)
                            .mapToObj(row -> "ROW(" + String.join(", ", values.apply(row)) + ")")
                            .collect(Collectors.joining(", ", "(VALUES ", ") AS "))
                    + alias
                    + names.stream().map(TableId::quote).collect(Collectors.joining(", ", " (", ")"));
        }
    },
    /** {@code (SELECT … AS a, … AS b UNION ALL SELECT …) AS new}: older MySQL, and MariaDB. */
    UNION_ALL {
        @Override
        String table(List<String> names, int rows, IntFunction<List<String>> values, String alias) {
            return IntStream.range(0, rows)
                            .mapToObj(row -> "SELECT "
                                    + (row == 0 ? named(names, values) : String.join(", ", values.apply(row))))
                            .collect(Collectors.joining(" UNION ALL ", "(", ") AS "))
                    + alias;
        }
    };

    private static final ServerVersion FIRST_WITH_VALUES_ROW = new ServerVersion(false, 8, 0, 19);

    /**
     * @param values expressions of the given row, from 0, one for each name
     * @param alias of the whole, quoted
     */
    abstract String table(List<String> names, int rows, IntFunction<List<String>> values, String alias);

    static DerivedForm of(ServerVersion version) {
        return version.isMySqlFrom(FIRST_WITH_VALUES_ROW) ? VALUES_ROW : UNION_ALL;
    }

    private static String named(List<String> names, IntFunction<List<String>> values) {
        List<String> first = values.apply(0);
        return IntStream.range(0, names.size())
                .mapToObj(i -> first.get(i) + " AS " + TableId.quote(names.get(i)))
                .collect(Collectors.joining(", "));
    }
}
