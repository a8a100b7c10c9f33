// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTest {
    @TempDir
    private Path folder;

    @Test
    void makesTheFolderItIsGiven() {
        Workplace workplace = Workplace.open(Optional.of(folder.resolve("a/b")));

        assertThat(workplace.directory()).isDirectory();
        assertThat(workplace.home("mysql")).isDirectory();
        assertThat(workplace.hasLogs()).isFalse();
    }

    @Test
    void refusesAFolderThatHoldsSomething() throws IOException {
        Files.createFile(folder.resolve("precious"));

        assertThatThrownBy(() -> Workplace.open(Optional.of(folder)))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "The folder " + folder + " is not empty: choose a new one for the local stack, or empty it.");
    }

    @Test
    void aTemporaryFolderGoesWithAllThatIsInIt() throws IOException {
        Workplace workplace = Workplace.open(Optional.empty());
        Workplace.write(workplace.log("mysql"), "words");
        assertThat(workplace.hasLogs()).isTrue();

        Workplace.delete(workplace.directory());

        assertThat(workplace.directory()).doesNotExist();
    }

    @Test
    void afterAFailureTheLogsStayAndTheDataGo() throws IOException {
        Workplace workplace = Workplace.open(Optional.of(folder.resolve("stack")));
        Path log = Workplace.write(workplace.log("mysql"), "words");
        Path data = Workplace.write(workplace.home("mysql").resolve("ibdata1"), "much");

        workplace.deleteData();

        assertThat(log).exists();
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void aDeletedFolderIsNotRecreated() throws IOException {
        Workplace workplace = Workplace.open(Optional.of(folder.resolve("stack")));
        workplace.children().close();
        Workplace.delete(workplace.directory());

        assertThatThrownBy(() -> workplace.home("mysql")).isInstanceOf(StackException.class);
        assertThat(workplace.directory()).doesNotExist();
        assertThat(workplace.hasLogs()).isFalse();
    }

    @Test
    void theEndOfALogHasNoEndlessLines() throws IOException {
        Path log = Files.writeString(folder.resolve("x.log"), "first\n" + "jar:".repeat(1000) + "\nlast\n");

        assertThat(LogTail.of(log, 2).lines()).hasSize(2).allMatch(line -> line.length() < 250);
        assertThat(LogTail.of(log, 2)).endsWith("last");
    }

    @Test
    void aLogThatIsMissingIsSaidToBe() {
        assertThat(LogTail.of(folder.resolve("none.log"), 2)).startsWith("(not readable");
    }
}
