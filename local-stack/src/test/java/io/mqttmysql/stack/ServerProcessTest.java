// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    private Path folder;

    private Workplace workplace;
    private PortLease port;

    @BeforeEach
    void open() {
        workplace = Workplace.open(Optional.of(folder.resolve("stack")));
        port = PortLease.take();
    }

    @AfterEach
    void close() {
        workplace.children().close();
        port.close();
    }

    @Test
    void whoeverKillsItBehindOurBackMakesItACrash() {
        Program program = new Program("echo up; exec sleep 600");
        program.start();
        assertThat(program.crashed()).isFalse();

        ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();

        await().atMost(Patience.EFFECT).until(program::crashed);
        assertThat(program.obituary())
                .startsWith("Program (nowhere) ended although nobody stopped it, exit code 137. The end of its log, ")
                .endsWith("up");
    }

    @Test
    void anEndThatWasAskedForIsNoCrash() {
        Program program = new Program("echo up; exec sleep 600");
        program.start();
        program.stop();
        assertThat(program.crashed()).isFalse();

        program.start();
        program.kill();
        assertThat(program.crashed()).isFalse();

        program.start();
        workplace.children().close();
        assertThat(program.isRunning()).isFalse();
        assertThat(program.crashed()).isFalse();
    }

    @Test
    void oneThatDoesNotStartSaysWhyWithItsLog() {
        Program program = new Program("echo no room; exit 3");

        assertThatThrownBy(program::start)
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("program ended while it started (exit code 3). The end of its log, ")
                .hasMessageEndingWith("no room");
    }

    @Test
    void oneThatGaveUpWaitingForAnotherIsStartedAgainWhenThatOneServes() throws IOException {
        Path needed = folder.resolve("needed");
        Path tried = folder.resolve("tried");
        Program program =
                new Program("[ -e " + needed + " ] || { touch " + tried + "; exit 2; }; echo up; exec sleep 600") {
                    @Override
                    boolean hasWhatItNeeds() {
                        return Files.exists(needed);
                    }
                };
        CompletableFuture<Void> starting = CompletableFuture.runAsync(program::start);
        await().atMost(Patience.EFFECT).until(() -> Files.exists(tried) && !program.isRunning());
        assertThat(starting).isNotDone();

        Files.createFile(needed);

        starting.join();
        assertThat(program.isRunning()).isTrue();
    }

    @Test
    void oneThatGivesUpThoughItHasWhatItNeedsIsNotStartedAgain() throws IOException {
        Path tried = folder.resolve("tried");
        Program program = new Program("echo again >> " + tried + "; exit 2");

        assertThatThrownBy(program::start).isInstanceOf(StackException.class);

        assertThat(Files.readAllLines(tried)).hasSize(1);
    }

    @Test
    void aStackThatIsClosedMeanwhileIsNoFaultOfTheServer() {
        Program program = new Program("exec sleep 600");
        CompletableFuture<Void> starting = CompletableFuture.runAsync(program::start);
        await().atMost(Patience.EFFECT).until(program::isRunning);

        workplace.children().close();

        assertThatThrownBy(starting::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("The local stack was closed while program started.");
    }

    /** Serves as soon as it says so in its log. */
    private class Program extends ServerProcess {
        private final String script;

        Program(String script) {
            super("program", workplace);
            this.script = script;
        }

        @Override
        void prepare() {
            Workplace.write(log(), "");
        }

        @Override
        Command command() {
            return new Command(List.of("/bin/sh", "-c", script), Map.of(), log());
        }

        @Override
        boolean serves() {
            return LogTail.of(log(), 1).equals("up");
        }

        @Override
        int port() {
            return port.port();
        }

        @Override
        long memory() {
            return 1;
        }

        @Override
        String title() {
            return "Program";
        }

        @Override
        String address() {
            return "nowhere";
        }
    }
}
