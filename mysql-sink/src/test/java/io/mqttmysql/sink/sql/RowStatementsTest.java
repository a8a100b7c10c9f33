// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowStatementsTest {
    @Test
    void insertsManyRows() {
        assertThat(RowStatements.write(Rows.insert("log", "a", "b"), 3, UpsertForm.ROW_ALIAS))
                .isEqualTo("INSERT INTO `log` (`a`, `b`) VALUES (?, ?), (?, ?), (?, ?)");
    }

    @Test
    void updatesWhatIsNotPartOfTheKey() {
        RowShape shape = Rows.upsert("state", "device", "a", "b");

        assertThat(RowStatements.write(shape, 2, UpsertForm.ROW_ALIAS)).isEqualTo("""
                        INSERT INTO `state` (`device`, `a`, `b`) VALUES (?, ?, ?), (?, ?, ?) AS `new` \
                        ON DUPLICATE KEY UPDATE `a` = `new`.`a`, `b` = `new`.`b`""");
        assertThat(RowStatements.write(shape, 1, UpsertForm.VALUES_FUNCTION)).isEqualTo("""
                        INSERT INTO `state` (`device`, `a`, `b`) VALUES (?, ?, ?) \
                        ON DUPLICATE KEY UPDATE `a` = VALUES(`a`), `b` = VALUES(`b`)""");
    }

    @Test
    void changesNothingWhereOnlyTheKeyIsWritten() {
        assertThat(RowStatements.write(Rows.upsert("seen", "device"), 1, UpsertForm.ROW_ALIAS))
                .isEqualTo("""
                        INSERT INTO `seen` (`device`) VALUES (?) \
                        ON DUPLICATE KEY UPDATE `device` = `seen`.`device`""");
    }

    @Test
    void quotesEveryName() {
        RowShape shape = new RowShape(
                TableId.of("my db", "a`b"),
                InsertMode.INSERT,
                List.of(Rows.column("x`; DROP", ColumnType.BIGINT)),
                List.of());

        assertThat(RowStatements.write(shape, 1, UpsertForm.ROW_ALIAS))
                .isEqualTo("INSERT INTO `my db`.`a``b` (`x``; DROP`) VALUES (?)");
    }

    @Test
    void comparesTextExactlyAndJsonAsJson() {
        RowShape shape = new RowShape(
                TableId.of("log"),
                InsertMode.INSERT,
                List.of(
                        Rows.column("n", ColumnType.BIGINT),
                        Rows.column("s", ColumnType.VARCHAR),
                        Rows.column("j", ColumnType.JSON),
                        Rows.column("f", ColumnType.FLOAT)),
                List.of());

        assertThat(RowStatements.countEqual(shape)).isEqualTo("""
                SELECT COUNT(*) FROM `log` WHERE `n` <=> ? AND `s` <=> ? COLLATE utf8mb4_bin AND `j` <=> CAST(? AS JSON)""");
    }

    @ParameterizedTest
    @CsvSource({
        "8.0.19, VALUES_FUNCTION",
        "8.0.20, ROW_ALIAS",
        "8.0.33-log, ROW_ALIAS",
        "8.4.0, ROW_ALIAS",
        "26.7.0, ROW_ALIAS",
        "5.7.44, VALUES_FUNCTION",
        // MariaDB has no row alias, whatever it calls itself
        "11.4.2-MariaDB, VALUES_FUNCTION",
        "5.5.5-10.11.6-MariaDB, VALUES_FUNCTION",
        "unreadable, VALUES_FUNCTION"
    })
    void picksTheFormOfTheServer(String version, UpsertForm form) {
        assertThat(UpsertForm.of(version)).isEqualTo(form);
    }
}
