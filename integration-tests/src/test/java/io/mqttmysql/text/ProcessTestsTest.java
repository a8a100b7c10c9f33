// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What does not run on containers is told to whoever runs the rest there. */
class ProcessTestsTest {
    private static final String TAG = "@Tag(\"" + "processes\")";

    @Test
    void eachOfThemStandsInTheDocument() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/containers.md"));
        List<String> told = lines.stream()
                .filter(line -> line.startsWith("| `") && line.contains("IT` |"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();

        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<String> tagged = files.filter(ProcessTestsTest::isTagged)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(told).containsExactlyInAnyOrderElementsOf(tagged).isNotEmpty();
        }
    }

    private static boolean isTagged(Path file) {
        try {
            return file.toString().endsWith(".java") && Files.readString(file).contains(TAG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
