// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.Column.Extent;
import io.mqttmysql.sink.table.Column.Filling;
import io.mqttmysql.sink.table.ColumnDeclaration;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnDesign.Basis;
import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableDesign.RowNumber;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.UniqueIndex;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateTableTest {
    /** What becomes of a row that does not name the column. */
    private enum WhenAbsent {
        NULL,
        DEFAULT,
        NUMBERED,
        REFUSED
    }

    /** @param sizes length, precision, scale */
    private static Column column(
            String name, ColumnType type, String declaration, List<Integer> sizes, WhenAbsent absent) {
        return new Column(
                name,
                type,
                declaration,
                new Extent(sizes.get(0), sizes.get(1), sizes.get(2)),
                absent == WhenAbsent.NULL,
                switch (absent) {
                    case NUMBERED -> Filling.BY_NUMBER;
                    case REFUSED -> Filling.BY_THE_ROW;
                    case NULL, DEFAULT -> Filling.BY_THE_SERVER;
                },
                Optional.empty());
    }

    private static final Column NAME = new Column(
            "name",
            ColumnType.VARCHAR,
            "varchar(190)",
            new Extent(190, 0, 0),
            false,
            Filling.BY_THE_ROW,
            Optional.of(new Collation("utf8mb4", "utf8mb4_0900_bin")));
    private static final Column AT = new Column(
            "at", ColumnType.DATETIME, "datetime(3)", new Extent(0, 0, 3), true, Filling.GENERATED, Optional.empty());

    @Test
    void readsWhatPeopleWrite() {
        List<TableDefinition> tables = SqlScript.read("""
                -- a house
                CREATE DATABASE home; USE home;
                CREATE TABLE IF NOT EXISTS `home`.`a ``table` (
                  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
                  t decimal(5, 2) DEFAULT NULL COMMENT 'a, b (c)',
                  on_off TINYINT(1) NOT NULL,
                  mode ENUM('a,b','c)') NOT NULL DEFAULT 'c)',
                  name varchar(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
                  at datetime(3) GENERATED ALWAYS AS (now()) STORED, # generated
                  PRIMARY KEY (`id`, name(20)),
                  UNIQUE KEY u (t, on_off DESC),
                  KEY k (t),
                  CONSTRAINT c CHECK (t > 0)
                ) ENGINE=InnoDB;
                CREATE TABLE b (x INT PRIMARY KEY, y DOUBLE PRECISION UNSIGNED UNIQUE)
                """).tables();

        TableDefinition a = tables.get(0);
        assertThat(tables).hasSize(2);
        assertThat(a.id()).isEqualTo(TableId.of("home", "a `table"));
        assertThat(a.primaryKey()).isEmpty();
        assertThat(a.uniqueIndexes())
                .extracting(UniqueIndex::toString)
                .containsExactly("(id, name(20))", "(t, on_off)");
        assertThat(a.isUniqueBy(List.of("id", "name"))).isFalse();
        assertThat(a.isUniqueBy(List.of("on_off", "t"))).isTrue();
        assertThat(a.columns())
                .containsExactly(
                        column("id", ColumnType.BIGINT, "bigint unsigned", List.of(0, 0, 0), WhenAbsent.NUMBERED),
                        column("t", ColumnType.DECIMAL, "decimal(5,2)", List.of(0, 5, 2), WhenAbsent.NULL),
                        column("on_off", ColumnType.TINYINT, "tinyint(1)", List.of(0, 0, 0), WhenAbsent.REFUSED),
                        column("mode", ColumnType.ENUM, "enum('a,b','c)')", List.of(0, 0, 0), WhenAbsent.DEFAULT),
                        NAME,
                        AT);
        assertThat(tables.get(1).primaryKey()).containsExactly("x");
        assertThat(tables.get(1).uniqueIndexes()).containsExactly(UniqueIndex.of("y", List.of("y")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOLEAN          | tinyint(1)      | 0    | 0  | 0
            INT(11) unsigned | int unsigned    | 0    | 0  | 0
            DECIMAL          | decimal(10,0)   | 0    | 10 | 0
            NUMERIC( 7 )     | decimal(7,0)    | 0    | 7  | 0
            decimal(7, 3)    | decimal(7,3)    | 0    | 7  | 3
            CHAR             | char(1)         | 1    | 0  | 0
            BIT              | bit(1)          | 1    | 0  | 0
            VARBINARY(8)     | varbinary(8)    | 8    | 0  | 0
            TIME(3)          | time(3)         | 0    | 0  | 3
            TINYTEXT         | tinytext        | 255  | 0  | 0
            TEXT(63)         | tinytext        | 255  | 0  | 0
            TEXT(64)         | text            | 65535 | 0 | 0
            TEXT(16384)      | mediumtext      | 16777215 | 0 | 0
            TEXT(255) CHARSET latin1 | tinytext | 255 | 0  | 0
            TEXT(85) COLLATE utf8mb3_bin | tinytext | 255 | 0 | 0
            TEXT(4294967295) CHARSET ascii | longtext | 4294967295 | 0 | 0
            BLOB(255)        | tinyblob        | 255  | 0  | 0
            BLOB(65536)      | mediumblob      | 16777215 | 0 | 0
            FLOAT(24)        | float           | 0    | 0  | 0
            FLOAT(25)        | double          | 0    | 0  | 0
            FLOAT(7,4)       | float(7,4)      | 0    | 0  | 0
            YEAR(4)          | year            | 0    | 0  | 0
            DATETIME(0)      | datetime        | 0    | 0  | 0
            """)
    void readsATypeAsTheServerReportsIt(String declaration, String reported, long length, int precision, int scale) {
        assertThat(ColumnDeclaration.column("c", declaration, ""))
                .extracting(Column::declaration, Column::extent)
                .containsExactly(reported, new Extent(length, precision, scale));
    }

    @Test
    void writesADesignThatItReadsAgain() {
        TableDesign keyed = new TableDesign(
                TableId.of("a`b"),
                List.of(
                        new ColumnDesign("sensor", "VARCHAR(190)", Need.KEY, Basis.KNOWN),
                        new ColumnDesign("value", "DECIMAL(5,2)", Need.OPTIONAL, Basis.SEEN)),
                List.of("sensor"),
                RowNumber.WITHOUT_KEY);

        assertThat(keyed.createTable()).isEqualTo("""
                CREATE TABLE `a``b` (
                  `sensor` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
                  `value` DECIMAL(5,2),
                  PRIMARY KEY (`sensor`)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4""");
        assertThat(SqlScript.read(keyed.createTable()).tables()).containsExactly(keyed.definition());
        assertThat(TableDesign.addColumns(keyed.id(), keyed.columns().subList(1, 2), "utf8mb4_bin"))
                .isEqualTo("ALTER TABLE `a``b` ADD COLUMN `value` DECIMAL(5,2)");
    }

    @Test
    void numbersRowsWithoutAKey() {
        TableDesign log = new TableDesign(
                TableId.of("log"),
                List.of(
                        new ColumnDesign("ID", "DOUBLE", Need.OPTIONAL, Basis.SEEN),
                        new ColumnDesign("t", "BOOLEAN", Need.OPTIONAL, Basis.GUESSED)),
                List.of(),
                RowNumber.WITHOUT_KEY);

        assertThat(log.createTable()).isEqualTo("""
                CREATE TABLE `log` (
                  `row_id` BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
                  `ID` DOUBLE,
                  `t` BOOLEAN
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4""");
        assertThat(SqlScript.read(log.createTable()).tables()).containsExactly(log.definition());
        assertThat(log.missingIn(
                        SqlScript.read("CREATE TABLE log (T INT)").tables().get(0)))
                .extracting(ColumnDesign::name)
                .containsExactly("ID");
    }
}
