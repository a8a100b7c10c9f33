// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualRowTest {
    private static RowShape shape(Column... columns) {
        return new RowShape(TableId.of("log"), RowOperation.INSERT, List.of(columns), List.of());
    }

    private static Column column(String declaration) {
        return ColumnDeclaration.column("c", declaration, "");
    }

    /** MariaDB's JSON, and a SET: with a collation. */
    private static Column collated(Column column, ColumnType type) {
        Optional<Collation> collation = Optional.of(new Collation("latin1", "latin1_swedish_ci"));
        return new Column(
                column.name(),
                type,
                column.declaration(),
                column.extent(),
                true,
                Column.Filling.BY_THE_SERVER,
                collation);
    }

    @Test
    void comparesEachColumnAsItStores() {
        String exact = "CAST(CONVERT(`c` USING utf8mb4) AS BINARY) <=> CAST(CONVERT(? USING utf8mb4) AS BINARY)";
        RowShape shape = shape(
                column("BIGINT"),
                column("VARCHAR(9)"),
                column("JSON"),
                collated(column("LONGTEXT"), ColumnType.JSON),
                collated(column("SET('a','b')"), ColumnType.SET));

        assertThat(EqualRow.find(List.of(shape)))
                .isEqualTo("SELECT 0 FROM `log` WHERE `c` <=> ? AND `c` <=> ? AND " + exact
                        + " AND `c` <=> CAST(? AS JSON) AND " + exact
                        + " AND CAST(`c` AS UNSIGNED) <=> ("
                        + "(FIND_IN_SET(CONVERT(? USING latin1) COLLATE latin1_swedish_ci, ?) > 0) << 0 | "
                        + "(FIND_IN_SET(CONVERT(? USING latin1) COLLATE latin1_swedish_ci, ?) > 0) << 1)");
        assertThat(EqualRow.values(shape, new Object[] {1L, "x ", "{}", "{}", "b,a "}))
                .containsExactly(1L, "x ", "x ", "{}", "{}", "a", "b,a", "b", "b,a");
    }

    @Test
    void asksForManyRowsAtOnce() {
        RowShape other = new RowShape(TableId.of("other"), RowOperation.INSERT, List.of(column("INT")), List.of());

        assertThat(EqualRow.find(List.of(shape(column("INT")), other)))
                .isEqualTo("SELECT 0 FROM `log` WHERE `c` <=> ? UNION ALL SELECT 1 FROM `other` WHERE `c` <=> ?");
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT, 21.7, 21.700000762939453",
        "FLOAT, 0, 0",
        "'FLOAT(7,2)', 21.709, 21.709999084472656",
        "DOUBLE, 21.7, 21.7",
        "'DOUBLE(9,2)', 21.705, 21.7",
        "'DOUBLE(9,2)', 21.706, 21.71",
        "'double(9,0) unsigned', 2.5, 2",
        "'DOUBLE(9,2)', -1.256, -1.26"
    })
    void roundsAsTheColumnDoes(String declaration, double sent, double stored) {
        assertThat(EqualRow.values(shape(column(declaration)), new Object[] {sent}))
                .containsExactly(stored);
    }

    @Test
    void padsAndCutsAsTheColumnDoes() {
        assertThat(EqualRow.values(shape(column("BINARY(4)")), new Object[] {new byte[] {1, 2}}))
                .containsExactly(new byte[] {1, 2, 0, 0});
        assertThat(EqualRow.values(shape(column("VARBINARY(4)")), new Object[] {new byte[] {1}}))
                .containsExactly(new byte[] {1});
        assertThat(EqualRow.values(shape(column("CHAR(4)")), new Object[] {" a "}))
                .containsExactly(" a", " a");
        assertThat(EqualRow.values(shape(column("ENUM('on')")), new Object[] {"ON "}))
                .containsExactly("ON");
        assertThat(EqualRow.values(shape(column("BINARY(4)")), new Object[] {null}))
                .containsOnlyNulls();
    }
}
