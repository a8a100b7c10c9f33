// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.expression.ColumnExpression;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the examples of the documentation, through the mapping and through {@code ./strategy try}: each is properties,
 * then SQL, then records with what becomes of them.
 */
class DocumentedStrategiesTest {
    private static final Path DOCUMENTS = Path.of("..", "docs");
    private static final Pattern EXAMPLE = Pattern.compile(
            "## ([^\n]+)\n(?:(?!\n## ).)*?```properties\n(.*?)```\\s+```sql\n(.*?)```\\s+```text\n(.*?)```",
            Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PLAIN_VALUES =
            Pattern.compile("\\| payload \\|(?<types>[^\n]*)\\|\n\\|[-|]*\n(?<rows>(?:\\|[^\n]*\n)+)");

    @TestFactory
    List<DynamicTest> strategiesHold() throws IOException {
        List<DynamicTest> examples = examples("strategies.md");
        assertThat(examples).hasSize(19);
        return examples;
    }

    /** What to write is an expression, or an option with one. */
    @TestFactory
    List<DynamicTest> theIndexIsOfTheLanguage() throws IOException {
        String page = Files.readString(DOCUMENTS.resolve("strategies.md"));
        String index = page.substring(page.indexOf("## I have"), page.indexOf("## Without strategies"));
        List<DynamicTest> spans = index.lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .flatMap(line -> CODE.matcher(line.substring(line.indexOf(" | ")))
                        .results()
                        .map(span -> span.group(1)))
                .filter(span -> span.startsWith("$") || span.startsWith("payload ") || span.startsWith("column."))
                .map(span -> DynamicTest.dynamicTest(
                        span,
                        () -> assertThat(ColumnExpression.parse(span.replaceFirst("^column\\.[^=]+=", ""))
                                        .text())
                                .isNotEmpty()))
                .toList();
        assertThat(spans).hasSizeGreaterThan(20);
        return spans;
    }

    @TestFactory
    List<DynamicTest> recipesHold() throws IOException {
        List<DynamicTest> examples = examples("cookbook.md");
        assertThat(examples).hasSize(23);
        return examples;
    }

    private static List<DynamicTest> examples(String document) throws IOException {
        List<DynamicTest> examples = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENTS.resolve(document)));
        while (example.find()) {
            String properties = example.group(2);
            String sql = example.group(3);
            String text = example.group(4);
            examples.add(DynamicTest.dynamicTest(example.group(1), () -> check(properties, sql, text)));
        }
        return examples;
    }

    private static void check(String properties, String sql, String text) {
        Mapping mapping = Mapping.of(properties, Tables.of(sql));
        for (String block : text.strip().split("\n(?!→)")) {
            String[] lines = block.split("\n→");
            String[] topicAndPayload = lines[0].split("  ", 2);
            SinkRecord record = Records.mqtt(topicAndPayload[0], topicAndPayload[1]);
            List<String> outcomes = new ArrayList<>();
            for (int i = 1; i < lines.length; i++) {
                outcomes.add(lines[i].strip());
            }
            String outcome = String.join("\n", outcomes);
            assertThat(mapping.read(record)).isEqualTo(outcome);
            if (outcome.startsWith("! ")) {
                assertThat(mapping.tried(record)).anyMatch(error -> outcome.endsWith(": " + error));
            } else {
                assertThat(String.join("\n", mapping.tried(record))).isEqualTo(outcome);
            }
        }
    }

    /** The table of plain payloads by column type. */
    @TestFactory
    List<DynamicTest> plainValuesHold() throws IOException {
        Matcher table = PLAIN_VALUES.matcher(Files.readString(DOCUMENTS.resolve("strategies.md")));
        assertThat(table.find()).isTrue();
        List<String> types = cells(table.group("types"));
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : table.group("rows").strip().split("\n")) {
            List<String> cells = cells(line.substring(1, line.length() - 1));
            for (int i = 0; i < types.size(); i++) {
                String type = types.get(i);
                String expected = cells.get(i + 1);
                String payload = cells.get(0);
                tests.add(DynamicTest.dynamicTest(
                        payload + " in " + type,
                        () -> assertThat(stored(payload, type)).isEqualTo(expected)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(11 * 7);
        return tests;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }

    /** What is stored, in short: a value, NULL, or that it is an error. */
    private static String stored(String payload, String type) {
        Mapping mapping = Mapping.of("table=t\ncolumn.c=payload", Tables.of("CREATE TABLE t (c " + type + ")"));
        String published =
                payload.equals("(empty)") ? "" : payload.replace("\\n", "\n").replace('␣', ' ');
        String outcome = mapping.read(Records.mqtt("x", published));
        return outcome.startsWith("! ")
                ? "error"
                : outcome.replaceFirst("(?s)^top level → t: c=", "")
                        .replace("\n", "\\n")
                        .replace(' ', '␣')
                        .replaceFirst("^$", "(empty)");
    }
}
