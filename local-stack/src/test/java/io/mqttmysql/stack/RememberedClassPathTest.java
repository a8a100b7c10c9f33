// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedClassPathTest {
    @TempDir
    private Path folder;

    private List<Path> jars;

    @BeforeEach
    void jars() throws IOException {
        jars = List.of(Files.createFile(folder.resolve("a.jar")), Files.createFile(folder.resolve("b.jar")));
    }

    @Test
    void givesBackWhatWasFoundForTheSameCoordinates() {
        about("kafka:1").write(jars);

        assertThat(about("kafka:1").read()).hasValue(jars);
        assertThat(about("kafka:2").read()).isEmpty();
    }

    @Test
    void forgetsItWhenAFileIsGone() throws IOException {
        about("kafka:1").write(jars);

        Files.delete(jars.get(1));

        assertThat(about("kafka:1").read()).isEmpty();
    }

    private RememberedClassPath about(String coordinate) {
        return new RememberedClassPath(folder.resolve("class-paths"), List.of(coordinate));
    }
}
