// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.Column.Extent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One row of INFORMATION_SCHEMA.COLUMNS as the column that it describes. */
final class ColumnRow {
    /** What is asked, behind the four columns that name the table. */
    static final String QUESTION = """
            , COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, COALESCE(CHARACTER_MAXIMUM_LENGTH, 0),
            COALESCE(NUMERIC_PRECISION, 0), COALESCE(NUMERIC_SCALE, DATETIME_PRECISION, 0),
            IS_NULLABLE = 'YES', COLUMN_DEFAULT IS NOT NULL, EXTRA, CHARACTER_SET_NAME, COLLATION_NAME,
            COLUMN_COMMENT
            FROM INFORMATION_SCHEMA.COLUMNS WHERE %s ORDER BY ORDINAL_POSITION""";

    /** {@code DEFAULT_GENERATED} is another thing: a default that is an expression. */
    private static final Pattern GENERATED = Pattern.compile("(virtual|stored|persistent) generated");

    private ColumnRow() {}

    /** @param json columns of the table that are JSON although the server calls them text */
    static Column column(ResultSet row, Set<String> json) throws SQLException {
        ColumnType type = json.contains(row.getString(5)) ? ColumnType.JSON : ColumnType.named(row.getString(6));
        boolean nullable = row.getBoolean(11);
        String extra = row.getString(13).toLowerCase(Locale.ROOT);
        boolean generated = GENERATED.matcher(extra).find();
        boolean filled = nullable || row.getBoolean(12) || extra.contains("generated");
        return new Column(
                row.getString(5),
                type,
                row.getString(7),
                new Extent(
                        type == ColumnType.BIT ? row.getLong(9) : row.getLong(8),
                        type == ColumnType.DECIMAL ? row.getInt(9) : 0,
                        row.getInt(10),
                        ColumnDesign.WHOLE_SO_FAR.equals(row.getString(16))),
                nullable,
                ColumnDeclaration.filling(generated, extra.contains("auto_increment"), filled),
                collation(row));
    }

    private static Optional<Collation> collation(ResultSet row) throws SQLException {
        String charset = row.getString(14);
        return charset == null ? Optional.empty() : Optional.of(new Collation(charset, row.getString(15)));
    }
}
