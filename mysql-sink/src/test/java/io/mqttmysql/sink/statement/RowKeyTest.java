// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Rows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowKeyTest {
    private static Row row(String declaration, Object value) {
        String[] parts = declaration.split(" COLLATE ");
        Column said = ColumnDeclaration.column("k", parts[0], "");
        Column column = new Column(
                said.name(),
                said.type(),
                said.declaration(),
                said.extent(),
                said.takesNull(),
                said.filling(),
                Arrays.stream(parts)
                        .skip(1)
                        .map(name -> new Collation(name.replaceFirst("_.*", ""), name))
                        .findFirst());
        RowShape shape = new RowShape(TableId.of("t"), RowOperation.UPSERT, List.of(column), List.of("k"));
        return Rows.row(shape, Rows.record("home", 0, 1), value);
    }

    /** Seen on servers: these take different printable ASCII, or what a column makes of it, for one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "VARCHAR(9) COLLATE utf8mb4_lv_0900_ai_ci",
                "VARCHAR(9) COLLATE utf8mb4_hu_0900_ai_ci",
                "VARCHAR(9) COLLATE utf8mb4_lithuanian_ci",
                "VARCHAR(9) COLLATE utf8mb4_la_0900_as_cs",
                "VARCHAR(9) COLLATE gbk_chinese_ci",
                "VARCHAR(9) COLLATE big5_chinese_ci",
                "VARCHAR(9) COLLATE geostd8_general_ci",
                "VARCHAR(9) COLLATE macce_general_ci",
                "VARCHAR(9) COLLATE swe7_swedish_ci",
                "SET('a','b') COLLATE utf8mb4_0900_ai_ci",
                "SET('a','b') COLLATE utf8mb4_bin",
                "UUID",
                "INET6"
            })
    void onlyTheServerKnows(String declaration) {
        assertThat(RowKey.of(row(declaration, "abc"))).isSameAs(RowKey.ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOUBLE(6,1)", "FLOAT(6,1)", "float(6,1) unsigned"})
    void onlyTheServerKnowsWhatRoundedNumbersAre(String declaration) {
        assertThat(RowKey.of(row(declaration, 1.11))).isSameAs(RowKey.ANY);
        assertThat(RowKey.stored(row(declaration, 1.11))).isSameAs(RowKey.ANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf8mb4_0900_ai_ci",
                "utf8mb4_0900_as_cs",
                "utf8mb4_general_ci",
                "utf8mb3_unicode_ci",
                "latin1_swedish_ci",
                "utf8mb4_unicode_520_ci",
                "utf8mb4_uca1400_ai_ci",
                "utf8mb4_uca1400_nopad_as_ci",
                "utf8mb4_general_nopad_ci",
                "ascii_general_ci",
                "latin1_general_cs",
                "utf8mb4_bin",
                "utf8mb4_0900_bin"
            })
    void printableAsciiIsKnown(String collation) {
        String declaration = "VARCHAR(9) COLLATE " + collation;

        assertThat(RowKey.of(row(declaration, "Hall "))).isEqualTo(RowKey.of(row(declaration, "hall")));
        assertThat(RowKey.of(row(declaration, "hall"))).isNotEqualTo(RowKey.of(row(declaration, "hill")));
    }

    /** Of rows that are only added. */
    @ParameterizedTest
    @CsvSource({
        "VARCHAR(9) COLLATE utf8mb4_0900_ai_ci, a, A, false",
        "VARCHAR(9) COLLATE utf8mb4_0900_ai_ci, o, ø, false",
        "CHAR(9) COLLATE utf8mb4_0900_ai_ci, a, 'a ', true",
        "CHAR(9) COLLATE utf8mb4_0900_ai_ci, a, 'a\t', false",
        "'ENUM(''mW'',''MW'') COLLATE utf8mb4_bin', mW, MW, false"
    })
    void theKeyAsItIsStored(String declaration, String one, String other, boolean areSame) {
        Object key = RowKey.stored(row(declaration, one));

        assertThat(key).isNotSameAs(RowKey.ANY);
        assertThat(key.equals(RowKey.stored(row(declaration, other)))).isEqualTo(areSame);
        assertThat(RowKey.stored(row("FLOAT", 0.1))).isEqualTo(RowKey.stored(row("FLOAT", 0.10000000001)));
    }

    @Test
    void anotherSpellingOfAWordIsTheServersToKnow() {
        assertThat(RowKey.stored(row("ENUM('on','off') COLLATE utf8mb4_0900_ai_ci", "ON")))
                .isSameAs(RowKey.ANY);
        assertThat(RowKey.stored(row("SET('a','b') COLLATE utf8mb4_0900_ai_ci", "a")))
                .isSameAs(RowKey.ANY);
    }
}
