// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    private Path folder;

    private Workplace workplace;
    private Path jar;

    @BeforeEach
    void open() throws IOException {
        workplace = Workplace.open(Optional.of(folder.resolve("stack")));
        jar = folder.resolve("program.jar");
        String file = Waits.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(file));
            out.write(Waits.class.getClassLoader().getResourceAsStream(file).readAllBytes());
        }
    }

    @AfterEach
    void close() {
        workplace.children().close();
    }

    @Test
    void theFirstStartWritesItAndTheNextReadsIt() throws IOException {
        ClassArchive first = archive(jar);
        assertThat(first.options()).contains("-XX:+RecordDynamicDumpInfo");

        startAndWrite(first);

        ClassArchive second = archive(jar);
        assertThat(second.options()).contains("-XX:SharedArchiveFile=" + kept().get(0));
        assertThat(startAndWrite(second)).contains("source: shared objects file (top)");
    }

    @Test
    void oneThatIsOlderThanTheProgramIsWrittenAgain() throws IOException {
        startAndWrite(archive(jar));
        Path kept = kept().get(0);
        Files.setLastModifiedTime(kept, FileTime.fromMillis(0));

        startAndWrite(archive(jar));

        assertThat(Files.getLastModifiedTime(kept)).isGreaterThan(FileTime.fromMillis(0));
        assertThat(kept()).containsExactly(kept);
    }

    @Test
    void thereIsNoneForFolders() throws IOException {
        startAndWrite(archive(Programs.ownClasses().resolveSibling("test-classes")));

        assertThat(kept()).isEmpty();
    }

    /** The output of the JVM. */
    private String startAndWrite(ClassArchive archive) throws IOException {
        Path log = folder.resolve("log");
        Files.deleteIfExists(log);
        List<String> options = new ArrayList<>(archive.options());
        options.add("-Xlog:class+load=info");
        Process process =
                workplace.children().launch(new Command(program(jar).line(options, List.of()), Map.of(), log));
        await().atMost(Patience.START)
                .until(() -> !process.isAlive() || Files.readString(log).contains(Waits.READY));
        archive.write(process.pid(), workplace.children(), workplace.home("server"));
        process.destroyForcibly();
        return Files.readString(log);
    }

    private List<Path> kept() throws IOException {
        Path classes = folder.resolve("cache");
        if (!Files.exists(classes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(classes)) {
            return files.toList();
        }
    }

    private ClassArchive archive(Path classPath) {
        return new ClassArchive(folder.resolve("cache"), program(classPath));
    }

    private static JavaProgram program(Path classPath) {
        return new JavaProgram(List.of(classPath), List.of("-Xmx64m"), Waits.class.getName());
    }

    /** A server without work. */
    static final class Waits {
        private static final String READY = "It serves.";

        private Waits() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(READY);
            Thread.currentThread().join();
        }
    }
}
