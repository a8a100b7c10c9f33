// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The faults that {@code planted-faults/run} plants still have the place that they are made for. */
class PlantedFaultsTest {
    private static final String FILE = "+++ b/";

    static List<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("planted-faults"))) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("patches")
    void fits(Path patch) throws IOException {
        List<String> lines = Files.readAllLines(patch);
        String file = lines.stream()
                .filter(line -> line.startsWith(FILE))
                .findFirst()
                .orElseThrow()
                .substring(FILE.length());
        String before = lines.stream()
                .dropWhile(line -> !line.startsWith("@@"))
                .filter(line -> line.startsWith(" ") || line.startsWith("-"))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"));

        assertThat(lines.get(0)).as("the rule that it breaks").endsWith(".");
        assertThat(Files.readString(Path.of("..", file))).contains(before);
    }
}
