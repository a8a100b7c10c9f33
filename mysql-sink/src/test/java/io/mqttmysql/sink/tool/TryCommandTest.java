// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code try} can judge it judges; what it cannot, it says. */
class TryCommandTest {
    private static final String RESERVE = "Only the server knows, and may refuse it by: rows that are there already,"
            + " foreign keys, CHECK constraints, partitions, triggers";

    @TempDir
    private Path folder;

    private ToolRun attempt(String type, String payload) throws IOException {
        return ToolRun.ofTry(folder, "table=t\ncolumn.a=payload", payload, "CREATE TABLE t (a " + type + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ENUM('on','off')              | onn       | the text 'onn' is not one of the column's words ('on', 'off')
            ENUM('on','off')              | 1         | the text '1' is a number, and the column takes one of its words
            SET('a','b')                  | a,c       | the text 'a,c' is not one of the column's words ('a', 'b')
            TINYTEXT                      | LONG      | the text has 300 bytes in utf8mb4 and the column takes 255
            TINYTEXT CHARACTER SET latin1 | LONG      | the text has 300 bytes in latin1 and the column takes 255
            VARCHAR(9) CHARACTER SET latin1  | 🙂     | the text has the character U+1F642, which the column's character set latin1 does not have
            TEXT COLLATE utf8mb3_general_ci  | 🙂     | the text has the character U+1F642, which the column's character set utf8mb3 does not have
            JSON                          | {"x":1e400} | '1e400' is beyond what a JSON column of MySQL holds
            DOUBLE                        | 1e309     | '1e309' is out of range for double
            TIME                          | 1709970594 | the text '1709970594' is a number, but the column is a time; add 'from epoch_s'
            DATE                          | 12:30     | '12:30' is a time without a date
            TIME                          | 2026-01-01 | '2026-01-01' is a date without a time
            """)
    void refusesWhatAServerWouldRefuse(String type, String payload, String reason) throws IOException {
        ToolRun run = attempt(type, payload.replace("LONG", "x".repeat(300)));

        assertThat(run.text()).contains("    a  ! " + reason).doesNotContain(RESERVE);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INT                    | 1           | .
            POINT                  | POINT(1 1)  | , and what these columns take: a.
            GEOMETRY NOT NULL      | x           | , and what these columns take: a.
            """)
    void saysWhatOnlyTheServerKnows(String type, String payload, String rest) throws IOException {
        ToolRun run = attempt(type, payload);

        assertThat(run.text()).endsWith("\nThe record can be stored: 1 row.\n" + RESERVE + rest + "\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void saysWhatOnlyARunningTaskKnows() throws IOException {
        ToolRun run = ToolRun.ofTry(
                folder, "table=t\npk.fields=k\ncolumn.k=mqtt.topic\ncolumn.a=payload\nchanged.only=true", "1", """
                        CREATE TABLE t (k VARCHAR(50), a INT)""");

        assertThat(run.text())
                .endsWith(
                        "\nThe record can be stored: 1 row.\nOnly a running task knows what it wrote last, and whether"
                                + " changed.only leaves one out.\n" + RESERVE + ".\n");
    }
}
