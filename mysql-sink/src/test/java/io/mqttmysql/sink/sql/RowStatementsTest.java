// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Rows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowStatementsTest {
    private static final RowForms NEW = RowForms.of("8.0.33");
    private static final RowForms OLD = RowForms.of("11.4.2-MariaDB");

    @Test
    void insertsManyRows() {
        assertThat(RowStatements.write(Rows.insert("log", "a", "b"), 3, NEW))
                .isEqualTo("INSERT INTO `log` (`a`, `b`) VALUES (?, ?), (?, ?), (?, ?)");
    }

    @Test
    void updatesWhatIsNotPartOfTheKey() {
        RowShape shape = Rows.upsert("state", "device", "a", "b");

        assertThat(RowStatements.write(shape, 2, NEW)).isEqualTo("""
                        INSERT INTO `state` (`device`, `a`, `b`) VALUES (?, ?, ?), (?, ?, ?) AS `new` \
                        ON DUPLICATE KEY UPDATE `a` = `new`.`a`, `b` = `new`.`b`""");
        assertThat(RowStatements.write(shape, 1, OLD)).isEqualTo("""
                        INSERT INTO `state` (`device`, `a`, `b`) VALUES (?, ?, ?) \
                        ON DUPLICATE KEY UPDATE `a` = VALUES(`a`), `b` = VALUES(`b`)""");
    }

    @Test
    void changesNothingWhereOnlyTheKeyIsWritten() {
        assertThat(RowStatements.write(Rows.upsert("seen", "device"), 1, NEW)).isEqualTo("""
                        INSERT INTO `seen` (`device`) VALUES (?) \
                        ON DUPLICATE KEY UPDATE `device` = `seen`.`device`""");
    }

    @Test
    void leavesARowThatIsThereAsItIs() {
        assertThat(RowStatements.write(shape(RowOperation.INSERT_IF_ABSENT), 2, NEW))
                .isEqualTo("""
                INSERT INTO `state` (`device`, `a`, `at`) VALUES (?, ?, ?), (?, ?, ?) \
                ON DUPLICATE KEY UPDATE `device` = `state`.`device`""");
    }

    @Test
    void comparesAgesBeforeItOverwritesAndAssignsTheAgeLast() {
        RowShape shape = new RowShape(
                TableId.of("home", "state"),
                RowOperation.UPSERT,
                List.of(
                        Rows.column("device", ColumnType.BIGINT),
                        Rows.column("at", ColumnType.BIGINT),
                        Rows.column("a", ColumnType.BIGINT)),
                List.of("device"),
                Optional.of("AT"));

        assertThat(RowStatements.write(shape, 1, NEW)).isEqualTo("""
                INSERT INTO `home`.`state` (`device`, `at`, `a`) VALUES (?, ?, ?) AS `new` \
                ON DUPLICATE KEY UPDATE \
                `a` = IF(`home`.`state`.`AT` IS NULL OR `new`.`AT` >= `home`.`state`.`AT`, \
                `new`.`a`, `home`.`state`.`a`), \
                `AT` = IF(`home`.`state`.`AT` IS NULL OR `new`.`AT` >= `home`.`state`.`AT`, \
                `new`.`AT`, `home`.`state`.`AT`)""");
        assertThat(RowStatements.write(shape, 1, OLD)).endsWith("""
                ON DUPLICATE KEY UPDATE \
                `a` = IF(`home`.`state`.`AT` IS NULL OR VALUES(`AT`) >= `home`.`state`.`AT`, \
                VALUES(`a`), `home`.`state`.`a`), \
                `AT` = IF(`home`.`state`.`AT` IS NULL OR VALUES(`AT`) >= `home`.`state`.`AT`, \
                VALUES(`AT`), `home`.`state`.`AT`)""");
    }

    @Test
    void giveTheNewRowAnotherNameThanTheTable() {
        assertThat(RowStatements.write(Rows.upsert("new", "id", "a"), 1, NEW))
                .endsWith("AS `new_row` ON DUPLICATE KEY UPDATE `a` = `new_row`.`a`");
    }

    @Test
    void updatesByJoiningATableOfTheNewRows() {
        assertThat(RowStatements.write(shape(RowOperation.UPDATE), 2, NEW)).isEqualTo("""
                UPDATE `state` AS `old` JOIN \
                (VALUES ROW(?, ?, ?), ROW(?, ?, ?)) AS `new` (`device`, `a`, `at`) \
                ON `old`.`device` = CONVERT(`new`.`device` USING latin1) COLLATE latin1_swedish_ci \
                SET `old`.`a` = `new`.`a`, `old`.`at` = `new`.`at`""");
        assertThat(RowStatements.write(shape(RowOperation.UPDATE_OR_INSERT), 2, OLD))
                .isEqualTo("""
                UPDATE `state` AS `old` JOIN \
                (SELECT ? AS `device`, ? AS `a`, ? AS `at` UNION ALL SELECT ?, ?, ?) AS `new` \
                ON `old`.`device` = CONVERT(`new`.`device` USING latin1) COLLATE latin1_swedish_ci \
                SET `old`.`a` = `new`.`a`, `old`.`at` = `new`.`at`""");
    }

    @Test
    void updatesNothingWhereOnlyTheKeyIsWritten() {
        assertThat(RowStatements.write(Rows.update("seen", "id"), 1, NEW)).isEqualTo("""
                UPDATE `seen` AS `old` JOIN (VALUES ROW(?)) AS `new` (`id`) ON `old`.`id` = `new`.`id` \
                SET `old`.`id` = `old`.`id`""");
    }

    @Test
    void bringsTheKeysOfUpdatesToTheColumnsTypes() {
        RowShape shape = new RowShape(
                TableId.of("state"),
                RowOperation.UPDATE,
                List.of(
                        text("name", new Collation("utf8mb4", "utf8mb4_bin")),
                        Rows.column("day", ColumnType.DATE),
                        Rows.column("hour", ColumnType.TIME),
                        Rows.column("at", ColumnType.TIMESTAMP),
                        Rows.column("a", ColumnType.DATETIME)),
                List.of("name", "day", "hour", "at"));

        assertThat(RowStatements.write(shape, 1, NEW)).isEqualTo("""
                UPDATE `state` AS `old` JOIN \
                (VALUES ROW(?, CAST(? AS DATE), CAST(? AS TIME(6)), CAST(? AS DATETIME(6)), ?)) \
                AS `new` (`name`, `day`, `hour`, `at`, `a`) \
                ON `old`.`name` = `new`.`name` COLLATE utf8mb4_bin AND `old`.`day` = `new`.`day` \
                AND `old`.`hour` = `new`.`hour` AND `old`.`at` = `new`.`at` SET `old`.`a` = `new`.`a`""");
    }

    @Test
    void asksTheServerWhichKeysItDoesNotHold() {
        assertThat(UpdateStatements.unmatched(Rows.update("state", "id", "a"), 2, DerivedForm.VALUES_ROW))
                .isEqualTo("""
                SELECT `new`.`#` FROM (VALUES ROW(0, ?), ROW(1, ?)) AS `new` (`#`, `id`) \
                WHERE NOT EXISTS (SELECT 1 FROM `state` AS `old` WHERE `old`.`id` = `new`.`id`)""");
        assertThat(UpdateStatements.unmatched(Rows.update("state", "id", "a"), 2, DerivedForm.UNION_ALL))
                .isEqualTo("""
                SELECT `new`.`#` FROM (SELECT 0 AS `#`, ? AS `id` UNION ALL SELECT 1, ?) AS `new` \
                WHERE NOT EXISTS (SELECT 1 FROM `state` AS `old` WHERE `old`.`id` = `new`.`id`)""");
    }

    @Test
    void looksForKeysOfTextByTheColumnsCollation() {
        assertThat(UpdateStatements.unmatched(shape(RowOperation.UPDATE_OR_REPORT), 1, DerivedForm.UNION_ALL))
                .isEqualTo("""
                SELECT `new`.`#` FROM (SELECT 0 AS `#`, ? AS `device`) AS `new` \
                WHERE NOT EXISTS (SELECT 1 FROM `state` AS `old` \
                WHERE `old`.`device` = CONVERT(`new`.`device` USING latin1) COLLATE latin1_swedish_ci)""");
    }

    /** The driver would look for the end of such a name elsewhere than the server. */
    @Test
    void takeNoNameWithABackslash() {
        assertThatThrownBy(() -> RowStatements.write(Rows.insert("log", "a\\"), 1, NEW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TableId.isQuotable("a`?'\"")).isTrue();
    }

    @Test
    void deletesByKeys() {
        assertThat(RowStatements.write(Rows.delete("state", "id"), 3, NEW))
                .isEqualTo("DELETE FROM `state` WHERE `id` IN (?, ?, ?)");
        assertThat(RowStatements.write(Rows.delete("state", "a", "b"), 2, OLD))
                .isEqualTo("DELETE FROM `state` WHERE (`a`, `b`) IN ((?, ?), (?, ?))");
    }

    private static RowShape shape(RowOperation operation) {
        return new RowShape(
                TableId.of("state"),
                operation,
                List.of(
                        text("device", new Collation("latin1", "latin1_swedish_ci")),
                        Rows.column("a", ColumnType.BIGINT),
                        Rows.column("at", ColumnType.DATETIME)),
                List.of("device"));
    }

    private static Column text(String name, Collation collation) {
        return new Column(
                name,
                ColumnType.VARCHAR,
                "varchar(9)",
                new Column.Extent(9, 0, 0),
                true,
                Column.Filling.BY_THE_SERVER,
                Optional.of(collation));
    }

    @Test
    void quotesEveryName() {
        RowShape shape = new RowShape(
                TableId.of("my db", "a`b"),
                RowOperation.INSERT,
                List.of(Rows.column("x`; DROP", ColumnType.BIGINT)),
                List.of());

        assertThat(RowStatements.write(shape, 1, NEW)).isEqualTo("INSERT INTO `my db`.`a``b` (`x``; DROP`) VALUES (?)");
    }

    @ParameterizedTest
    @CsvSource({
        "8.0.18, VALUES_FUNCTION, UNION_ALL, utf8mb4_0900_bin",
        "8.0.19, VALUES_FUNCTION, VALUES_ROW, utf8mb4_0900_bin",
        "8.0.20, ROW_ALIAS, VALUES_ROW, utf8mb4_0900_bin",
        "8.0.33-log, ROW_ALIAS, VALUES_ROW, utf8mb4_0900_bin",
        "8.4.0, ROW_ALIAS, VALUES_ROW, utf8mb4_0900_bin",
        "26.7.0, ROW_ALIAS, VALUES_ROW, utf8mb4_0900_bin",
        "5.7.44, VALUES_FUNCTION, UNION_ALL, utf8mb4_bin",
        // MariaDB has neither, whatever it calls itself
        "11.4.2-MariaDB, VALUES_FUNCTION, UNION_ALL, utf8mb4_nopad_bin",
        "5.5.5-10.11.6-MariaDB, VALUES_FUNCTION, UNION_ALL, utf8mb4_nopad_bin",
        "unreadable, VALUES_FUNCTION, UNION_ALL, utf8mb4_bin"
    })
    void picksTheFormsOfTheServer(String version, UpsertForm upsert, DerivedForm derived, String keyCollation) {
        assertThat(RowForms.of(version)).isEqualTo(new RowForms(upsert, derived, keyCollation));
    }
}
