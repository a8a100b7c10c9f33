// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerArchiveTest {
    @TempDir
    private Path folder;

    private PeerArchive archive;

    @BeforeEach
    void aPlaceForIt() {
        archive = PeerArchive.in(folder.resolve("peers"), "1.2.3");
    }

    @Test
    void namesThePluginArchiveOfTheProject() {
        assertThat(archive.coordinate()).isEqualTo("io.debezium:debezium-connector-jdbc:tar.gz:plugin:1.2.3");
    }

    @Test
    void unpacksIt() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("plugin"));
        Files.writeString(folder.resolve("plugin/connector.jar"), "a jar");
        tar("-czf", "plugin.tar.gz", "plugin");

        archive.unpack(folder.resolve("plugin.tar.gz"));

        assertThat(archive.folder().resolve("plugin/connector.jar")).hasContent("a jar");
        assertThat(folder.resolve("peers")).isDirectoryNotContaining(file -> !file.equals(archive.folder()));
    }

    @Test
    void leavesNothingOfADamagedOne() throws IOException {
        Path damaged = Files.writeString(folder.resolve("plugin.tar.gz"), "not an archive");

        assertThatThrownBy(() -> archive.unpack(damaged))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("tar: ");
        assertThat(archive.folder()).doesNotExist();
    }

    private void tar(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder tar = new ProcessBuilder("tar", arguments[0], arguments[1], arguments[2]);
        assertThat(tar.directory(folder.toFile()).start().waitFor()).isZero();
    }
}
