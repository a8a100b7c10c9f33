// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code try --tables} makes of the scripts that people have. */
class SqlScriptTest {
    private static final String TO_T = "table=t\ncolumn.a=payload";

    @TempDir
    private Path folder;

    private String attempt(String payload, String script) throws IOException {
        return ToolRun.ofTry(folder, TO_T, payload, script).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # comments are none in quotes, and quotes none in comments
            CREATE TABLE t (a VARCHAR(9) COMMENT '-- a; b', b INT)                  | a  = on  (varchar(9))
            CREATE TABLE t (a VARCHAR(9) COMMENT 'see # 5 /* x', b INT COMMENT '*/') | a  = on  (varchar(9))
            CREATE TABLE t (a VARCHAR(9) COMMENT 'it\\'s; -- ) a', b INT)            | a  = on  (varchar(9))
            CREATE TABLE t (`a` VARCHAR(9), `b -- c` INT, `#` INT)                  | a  = on  (varchar(9))
            /* don't; */ CREATE TABLE t (a VARCHAR(9))# it's                        | a  = on  (varchar(9))
            CREATE TABLE t (a VARCHAR(9) DEFAULT "x'--y")                           | a  = on  (varchar(9))
            CREATE TABLE t (a ENUM("on","of""f"))                                   | a  = on  (enum('on','of"f'))
            CREATE TABLE t (a SET('on','x,y','it''s'))                              | a  = on  (set('on','x,y','it''s'))
            # what a server runs of a comment
            /*!40101 SET x=1 */; CREATE TABLE t (a VARCHAR(9) /*!80023 INVISIBLE */, /*M!100 b INT,*/ c INT) | a  = on  (varchar(9))
            # options and definitions with parentheses of their own
            CREATE TABLE t (a VARCHAR(9)) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (9)) | a  = on  (varchar(9))
            CREATE TABLE t (a VARCHAR(9), PRIMARY KEY (a) COMMENT 'x (y)') COMMENT='x (y'  | a  = on  (varchar(9))
            CREATE TABLE t (a VARCHAR(9), CHECK (a <> ')')) UNION=(x)               | a  = on  (varchar(9))
            # what stands in quotes or parentheses says nothing of a column
            CREATE TABLE t (b INT COMMENT 'NOT NULL', a VARCHAR(9) NOT  NULL)       | a  = on  (varchar(9))
            CREATE TABLE t (b INT CHECK (b IS NOT NULL), a VARCHAR(9))              | a  = on  (varchar(9))
            # forms
            CREATE OR REPLACE TABLE t (a VARCHAR(9))                                | a  = on  (varchar(9))
            CREATE TABLE `t`(`a`varchar(9))                                         | a  = on  (varchar(9))
            CREATE TABLE m (a VARCHAR(9)); CREATE TABLE t LIKE m                    | a  = on  (varchar(9))
            CREATE TABLE h.m (a VARCHAR(9)); CREATE TABLE IF NOT EXISTS t (LIKE `h`.`m`) | a  = on  (varchar(9))
            CREATE TABLE t (a INT); CREATE OR REPLACE TABLE t (a VARCHAR(9))        | a  = on  (varchar(9))
            CREATE TABLE t (a VARCHAR(9)); CREATE TABLE IF NOT EXISTS t (a INT)     | a  = on  (varchar(9))
            CREATE TABLE t (a INT); DROP TABLE IF EXISTS `t`; CREATE TABLE t (a VARCHAR(9)) | a  = on  (varchar(9))
            DELIMITER $$; CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END $$; DELIMITER ;; CREATE TABLE t (a VARCHAR(9)) | a  = on  (varchar(9))
            # words for types
            CREATE TABLE t (a CHARACTER VARYING(9))                                 | a  = on  (varchar(9))
            CREATE TABLE t (a NATIONAL CHAR(9))                                     | a  = on  (char(9))
            CREATE TABLE t (a LONG VARCHAR, id SERIAL)                              | a  = on  (mediumtext)
            CREATE TABLE t (a VARCHAR(9), p POINT, d DOUBLE PRECISION, i INT8, u UUID) | a  = on  (varchar(9))
            """)
    void isReadAsAServerReadsIt(String script, String cell) throws IOException {
        assertThat(attempt(
                        "on",
                        script.replace("DELIMITER $$;", "DELIMITER $$\n")
                                .replace("END $$; DELIMITER ;;", "END $$\nDELIMITER ;\n")))
                .contains("    " + cell + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TABLE t (a BIGIN)                    | table 't', column 'a': 'BIGIN' is not a type of a column; did you mean 'BIGINT'?
            CREATE TABLE t (a Varchr(9))                | table 't', column 'a': 'Varchr' is not a type of a column; did you mean 'VARCHAR'?
            CREATE TABLE t (a NUMBER(9))                | table 't', column 'a': 'NUMBER' is not a type of a column in MySQL or MariaDB
            CREATE TABLE t (a VARCHAR NOT NULL)         | table 't', column 'a': VARCHAR needs a length, for example VARCHAR(190)
            CREATE TABLE t (a)                          | 'a' is not a column of CREATE TABLE
            CREATE TABLE t (a INT                       | a parenthesis of CREATE TABLE 't' is not closed
            CREATE TABLE t LIKE m; CREATE TABLE m (a INT) | table 't' is to be like 'm', which the script does not make before it
            CREAT TABLE t (a INT)                       | there is no CREATE TABLE in it; it begins with: CREAT TABLE t (a INT)
            CREATE TABLE t AS SELECT 1 AS a             | there is no CREATE TABLE in it; it begins with: CREATE TABLE t AS SELECT 1 AS a
            -- nothing                                  | there is no CREATE TABLE in it
            """)
    void saysWhatCannotBeUsed(String script, String sentence) throws IOException {
        assertThat(attempt("on", script)).isEqualTo("! " + folder.resolve("tables.sql") + ": " + sentence + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ALTER TABLE t ADD b INT NOT NULL            | ALTER TABLE t ADD b INT NOT NULL
            CREATE UNIQUE INDEX u ON t (a)              | CREATE UNIQUE INDEX u ON t (a)
            CREATE VIEW v AS SELECT * FROM t            | CREATE VIEW v AS SELECT * FROM t
            CREATE TEMPORARY TABLE u (a INT)            | CREATE TEMPORARY TABLE u (a INT)
            CREATE TABLE u (b INT) AS SELECT 1 AS a     | CREATE TABLE u (b INT) AS SELECT 1 AS a
            RENAME TABLE u TO v                         | RENAME TABLE u TO v
            source other.sql                            | source other.sql
            """)
    void saysWhatItDoesNotLookAt(String statement, String told) throws IOException {
        String script = "CREATE TABLE t (a INT); INSERT INTO t VALUES (1); SET NAMES x; /*!40000 ALTER TABLE t DISABLE"
                + " KEYS */;" + statement;

        assertThat(attempt("1", script).lines().filter(line -> line.startsWith("note: ")))
                .containsExactly("note: not looked at: " + told);
    }

    @Test
    void saysItOfTenAtMost() throws IOException {
        assertThat(attempt("1", "CREATE TABLE t (a INT);" + "ALTER TABLE t ADD b INT;".repeat(12))
                        .lines()
                        .filter(line -> line.startsWith("note: ")))
                .hasSize(11)
                .endsWith("note: nor at 2 more statements");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TABLE t (a VARCHAR(9)) DEFAULT CHARSET=latin1               | latin1
            CREATE TABLE t (a TEXT) ENGINE=InnoDB COLLATE utf8mb3_general_ci   | utf8mb3
            CREATE TABLE t (a CHAR(9) CHARACTER SET ascii) CHARACTER SET = utf8mb4 | ascii
            CREATE TABLE t (a VARCHAR(9)) CHARSET=latin1 COMMENT='CHARSET utf8mb4' | latin1
            """)
    void textsHaveTheCharactersOfTheirTable(String script, String set) throws IOException {
        assertThat(attempt("on 🙂", script))
                .contains("    a  ! the text has the character U+1F642, which the column's character set " + set
                        + " does not have; utf8mb4 has all");
    }

    @Test
    void aUniqueIndexIsNotWhatACommentSays() throws IOException {
        String upsert = TO_T + "\ninsert.mode=upsert\npk.fields=a";

        assertThat(ToolRun.ofTry(folder, upsert, "1", "CREATE TABLE t (a INT KEY)")
                        .exitCode())
                .isZero();
        assertThat(ToolRun.ofTry(folder, upsert, "1", "CREATE TABLE t (a INT NOT NULL COMMENT 'UNIQUE')")
                        .text())
                .contains("! Strategy 'top level' does not fit table 't'");
    }
}
