// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mqttmysql.stack.testing.Orphan;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ChildProcessesTest {
    @TempDir
    private Path folder;

    private final ChildProcesses children = new ChildProcesses();

    @AfterEach
    void close() {
        children.close();
    }

    /** Also what {@link Orphan} does. */
    public static void startLongRunningChild(Path log) {
        new ChildProcesses().launch(shell("echo $$; exec sleep 600", log));
    }

    @Test
    void appendsOutputAndErrorsToTheLogAndTellsTheExitCode() {
        Path log = folder.resolve("log");

        assertThat(children.run(shell("echo one; exit 3", log), Patience.EFFECT))
                .isEqualTo(3);
        assertThat(children.run(shell("echo two >&2", log), Patience.EFFECT)).isZero();

        assertThat(log).hasContent("one\ntwo\n");
    }

    @Test
    void addsToTheEnvironment() {
        Path log = folder.resolve("log");
        Command command = new Command(List.of("/bin/sh", "-c", "echo $GREETING"), Map.of("GREETING", "hello"), log);

        children.run(command, Patience.EFFECT);

        assertThat(log).hasContent("hello");
    }

    @Test
    void killsAProgramThatTakesTooLong() {
        Command slow = shell("exec sleep 600", folder.resolve("log"));
        children.run(shell("true", folder.resolve("log")), Patience.EFFECT); // the watchdog runs from now on
        Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());

        assertThatThrownBy(() -> children.run(slow, Duration.ofMillis(300)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("did not end within");

        await().atMost(Patience.EFFECT)
                .until(() -> ProcessHandle.current().children().allMatch(others::contains));
    }

    @Test
    void closeKillsWhatIsLeftAndStartsNothingMore() {
        Process child = children.launch(shell("exec sleep 600", folder.resolve("log")));

        children.close();

        assertThat(child.isAlive()).isFalse();
        assertThatThrownBy(() -> children.launch(shell("true", folder.resolve("log"))))
                .isInstanceOf(StackException.class);
    }

    @Test
    void aFrozenChildStandsStillUntilItIsThawed() {
        Path log = folder.resolve("log");
        Process child = children.launch(shell("while :; do echo tick; sleep 0.02; done", log));
        await().atMost(Patience.EFFECT).until(() -> size(log) > 0);

        children.freeze(child);
        long frozenAt = size(log);
        await().during(Duration.ofMillis(200)).atMost(Patience.EFFECT).until(() -> size(log) == frozenAt);

        children.signal(child, "CONT");
        await().atMost(Patience.EFFECT).until(() -> size(log) > frozenAt);
    }

    /** Else a frozen server could answer what it was sent afterwards. */
    @Test
    void noThreadOfAFrozenChildRuns() {
        Process child = children.launch(shell("while :; do :; done", folder.resolve("log")));

        for (int i = 0; i < 20; i++) {
            children.freeze(child);
            assertThat(ThreadStates.ofProcess(child.pid()).areAllStopped()).isTrue();
            children.signal(child, "CONT");
        }
    }

    @Test
    void childrenAreDeafToCtrlC() {
        Path log = folder.resolve("log");
        Process child = children.launch(shell("echo up; exec sleep 600", log));
        await().atMost(Patience.EFFECT).until(() -> size(log) > 0);

        children.signal(child, "INT");
        children.signal(child, "HUP");

        await().during(Duration.ofMillis(200)).atMost(Patience.EFFECT).until(child::isAlive);
    }

    @Test
    void childrenDoNotOutliveAParentThatIsKilled() throws IOException {
        Path log = folder.resolve("log");
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        JavaProgram program = new JavaProgram(classPath, StackSize.SMALL.worker(), Orphan.class.getName());
        Process parent = new ProcessBuilder(program.line(List.of(), List.of(log.toString()))).start();
        await().atMost(Patience.EFFECT).until(() -> Files.exists(log) && size(log) > 0);
        long child = pidIn(log);
        assertThat(isAlive(child)).isTrue();

        parent.getOutputStream().close();

        await().atMost(Patience.EFFECT).until(() -> !isAlive(child));
    }

    private static Command shell(String script, Path log) {
        return new Command(List.of("/bin/sh", "-c", script), Map.of(), log);
    }

    private static long pidIn(Path log) throws IOException {
        return Long.parseLong(Files.readString(log).strip());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static long size(Path log) {
        return log.toFile().length();
    }
}
