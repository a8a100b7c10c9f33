// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.ColumnDesign.Basis;
import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.table.TableDesign.RowNumber;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableDesignTest {
    private static final List<ColumnDesign> COLUMNS =
            List.of(new ColumnDesign("a`b", "DECIMAL(4,1)", Need.OPTIONAL, Basis.KNOWN));

    @Test
    void leavesATableThatIsThereAndSignsItsOwn() {
        TableDesign design = new TableDesign(TableId.of("home", "log"), COLUMNS, List.of(), RowNumber.WITHOUT_KEY);

        assertThat(design.createIfAbsent("made by o'neill\\", "utf8mb4_bin")).isEqualTo("""
                CREATE TABLE IF NOT EXISTS `home`.`log` (
                  `id` BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
                  `a``b` DECIMAL(4,1)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='made by o''neill\\\\'""");
        assertThat(design.width()).isEqualTo(2);
        assertThat(new TableDesign(TableId.of("log"), COLUMNS, List.of("a`b"), RowNumber.WITHOUT_KEY).width())
                .isEqualTo(1);
    }

    @Test
    void textsOfUnknownLengthAreTextWhereARowHasNoRoomForMore() {
        List<ColumnDesign> columns = new ArrayList<>();
        columns.add(new ColumnDesign("declared", "VARCHAR(4000)", Need.OPTIONAL, Basis.KNOWN));
        for (int i = 0; i < 6; i++) {
            columns.add(new ColumnDesign("seen" + i, "VARCHAR(1024)", Need.OPTIONAL, Basis.SEEN));
        }
        columns.add(new ColumnDesign("key", "VARCHAR(190)", Need.KEY, Basis.SEEN));
        columns.add(new ColumnDesign("told", "VARCHAR(9000)", Need.OPTIONAL, Basis.KNOWN));

        TableDesign design = new TableDesign(TableId.of("log"), columns, List.of("key"), RowNumber.WITHOUT_KEY);

        assertThat(design.columns().stream().map(ColumnDesign::declaration))
                .containsExactly(
                        "VARCHAR(4000)",
                        "VARCHAR(1024)",
                        "VARCHAR(1024)",
                        "VARCHAR(1024)",
                        "VARCHAR(1024)",
                        "TEXT",
                        "TEXT",
                        "VARCHAR(190)",
                        "VARCHAR(9000)");
    }

    @Test
    void whatATableHasLeavesLessRoomForWhatIsAdded() {
        TableDesign there = new TableDesign(
                TableId.of("log"),
                List.of(new ColumnDesign("declared", "VARCHAR(8000)", Need.OPTIONAL, Basis.KNOWN)),
                List.of(),
                RowNumber.WITHOUT_KEY);
        TableDesign wanted = new TableDesign(
                TableId.of("log"),
                List.of(new ColumnDesign("added", "VARCHAR(1024)", Need.OPTIONAL, Basis.SEEN)),
                List.of(),
                RowNumber.WITHOUT_KEY);

        assertThat(wanted.missingIn(there.definition()))
                .extracting(ColumnDesign::declaration)
                .containsExactly("TEXT");
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, true",
        "größe, true",
        "'', false",
        "' ', false",
        "'a ', false",
        "a\tb, false",
        "a\\b, false",
        "😀, false"
    })
    void knowsWhatMayNameAColumn(String name, boolean isLegal) {
        assertThat(ColumnDesign.isLegalName(name)).isEqualTo(isLegal);
        assertThat(ColumnDesign.isLegalName("x".repeat(65))).isFalse();
    }
}
