// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tool of the project and that of the archive say the same of themselves. */
class StrategyUsageTest {
    private static List<String> usage(String script) throws IOException {
        return Files.readString(Path.of(script))
                .lines()
                .dropWhile(line -> !line.startsWith("Usage:"))
                .takeWhile(line -> !line.startsWith("Examples:") && !line.startsWith("Exit code:"))
                .map(line -> line.replace("./strategy", "strategy").replace("…", "..."))
                .toList();
    }

    @Test
    void bothSayTheSame() throws IOException {
        assertThat(usage("src/main/archive/bin/strategy"))
                .hasSizeGreaterThan(10)
                .isEqualTo(usage("../strategy"));
    }
}
