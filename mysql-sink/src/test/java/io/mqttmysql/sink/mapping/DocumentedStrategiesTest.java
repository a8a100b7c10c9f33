// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the examples of docs/strategies.md: each is properties, then SQL, then records with what becomes of them. */
class DocumentedStrategiesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "strategies.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "## ([^\n]+)\n(?:(?!\n## ).)*?```properties\n(.*?)```\\s+```sql\n(.*?)```\\s+```text\n(.*?)```",
            Pattern.DOTALL);

    @TestFactory
    List<DynamicTest> examplesHold() throws IOException {
        List<DynamicTest> examples = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        while (example.find()) {
            String properties = example.group(2);
            String sql = example.group(3);
            String text = example.group(4);
            examples.add(DynamicTest.dynamicTest(example.group(1), () -> check(properties, sql, text)));
        }
        assertThat(examples).hasSize(7);
        return examples;
    }

    private static void check(String properties, String sql, String text) {
        Mapping mapping = Mapping.of(properties, Tables.of(sql.strip().split(";\n")));
        for (String block : text.strip().split("\n(?!→)")) {
            String[] lines = block.split("\n→");
            String[] topicAndPayload = lines[0].split("  ", 2);
            List<String> outcomes = new ArrayList<>();
            for (int i = 1; i < lines.length; i++) {
                outcomes.add(lines[i].strip());
            }
            assertThat(mapping.read(Records.mqtt(topicAndPayload[0], topicAndPayload[1])))
                    .isEqualTo(String.join("\n", outcomes));
        }
    }
}
