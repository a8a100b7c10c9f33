// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that people write by hand for the tool: a slip gets a sentence. */
class RecordFileTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private ToolRun attempt(String configuration, String record) throws IOException {
        return ToolRun.of(List.of(
                "try",
                file("connector", configuration).toString(),
                "--record",
                file("record", record).toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"valueBase64":"MjEuNQ"}               | payload         | 21.5
            {"valueBase64":"MjEu\\nNQ==\\n"}       | payload         | 21.5
            {"value":21.50}                        | payload         | 21.50
            {"value":true}                         | payload         | true
            {"value":{"t":[1]}}                    | payload         | {"t":[1]}
            {"key":{"a":1}}                        | key             | {"a":1}
            {"key":7}                              | key             | 7
            {"headers":{"n":7}}                    | header.n        | 7
            {"headers":{"n":{"a":1}}}              | header.n        | {"a":1}
            {"offset":12}                          | kafka.offset    | 12
            {"topic":"garden"}                     | kafka.topic     | garden
            """)
    void isARecord(String record, String expression, String value) throws IOException {
        assertThat(attempt("table=t\ncolumn.a=" + expression + " as VARCHAR(99)", record)
                        .text())
                .contains("    a  = " + value + "  (varchar(99))\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"valueBase64":"***"}              | valueBase64 of the record is not base64; of a file of bytes the command base64 makes it
            {"valueBase64":"MjEuNQ==x"}        | valueBase64 of the record is not base64; of a file of bytes the command base64 makes it
            {"valueBase64":"MjEuN"}            | valueBase64 of the record is not base64; of a file of bytes the command base64 makes it
            {"valueBase64":21}                 | valueBase64 of the record is not base64; of a file of bytes the command base64 makes it
            {"value":1,"valueBase64":"MQ=="}   | the record has both value and valueBase64; remove one
            {"vaule":1}                        | a record has nothing that is called 'vaule'; did you mean 'value'?
            {"headers":["a"]}                  | headers of the record are an object, for example {"mqtt.topic": "Home/x"}
            {"timestamp":"2026-01-01"}         | timestamp of the record is a whole number of milliseconds since 1970, not '2026-01-01'
            {"timestamp":1.5}                  | timestamp of the record is a whole number of milliseconds since 1970, not '1.5'
            {"partition":3000000000}           | partition of the record is a whole number, not '3000000000'
            {"offset":-1}                      | offset of the record is a whole number, not '-1'
            """)
    void isNone(String record, String sentence) throws IOException {
        ToolRun run = attempt("table=t\ncolumn.a=payload", record);

        assertThat(run.text()).isEqualTo("! " + folder.resolve("record") + ": " + sentence + "\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aConfigurationThatIsNotTextGetsASentence() throws IOException {
        assertThat(attempt("column.a=C:\\users", "{}").text())
                .isEqualTo("! " + folder.resolve("connector")
                        + ": after \\u come four hexadecimal digits; a backslash itself is \\\\\n");

        Path latin1 = Files.write(folder.resolve("latin1"), "column.a='Küche'".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ToolRun.of(List.of("lint", latin1.toString())).text())
                .isEqualTo("! " + latin1 + " is not text in UTF-8\n");
        assertThat(ToolRun.of(List.of("lint", "a\0b")))
                .isEqualTo(new ToolRun("! 'a\0b' cannot be the name of a file here: Nul character not allowed\n", 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            column.t=$.t                      | {"t":null} | -- of top level; the message that was given has no value for t: say the type with 'as', or give a message that has one
            column.t=$.t                      | {}         | -- of top level; the message that was given has no value for t: say the type with 'as', or give a message that has one
            insert.mode=insert                | {"t":null} | -- of top level; the message that was given has no value for t: say the type with 'as', or give a message that has one
            insert.mode=insert                | {}         | -- strategy 'top level': its columns are the fields of its messages, and the message that was given has none
            match=Garden/#;column.t=$.t       | {"t":1}    | -- of top level; nothing tells the type of t: say it with 'as', or give a message that is taken
            match={room};table={room};column.t=$.t | {"t":1} | -- strategy 'top level': its table is made from '{room}'; it does not take the message that was given
            """)
    void ddlSaysWhatTheMessageDoesNotTell(String configuration, String payload, String line) throws IOException {
        String settings = "table=t\n" + configuration.replace(';', '\n');

        assertThat(ToolRun.of(List.of(
                                "ddl",
                                file("connector", settings).toString(),
                                "--topic",
                                "Home/x",
                                "--payload",
                                payload))
                        .text()
                        .lines())
                .first()
                .isEqualTo(line);
    }
}
