// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlInstallationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bin/mysqld",
                "bin/mysql",
                "share/english/errmsg.sys",
                "lib/private/libssl.so.1.1",
                "lib/libssl.1.1.dylib", // macOS keeps them there
                "lib/plugin/component_reference_cache.so" // asked for at every start
            })
    void takesWhatTheServerNeeds(String name) {
        assertThat(MySqlInstallation.isNeeded(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bin/mysqld-debug",
                "bin/mysqldump",
                "lib/libmysqlclient.a",
                "lib/plugin/ha_example.so",
                "lib/private/",
                "share/../../outside",
                "man/man1/mysql.1"
            })
    void leavesTheRest(String name) {
        assertThat(MySqlInstallation.isNeeded(name)).isFalse();
    }

    @Test
    void unpacksProgramsThatCanBeRun() throws IOException {
        MySqlInstallation installation = installation();

        installation.unpack(archive("bin/mysqld", "bin/mysql", "share/a", "bin/mysqldump"));

        assertThat(installation.isComplete()).isTrue();
        assertThat(installation.client()).isExecutable();
        assertThat(installation.directory().resolve("share/a")).hasContent("share/a");
        assertThat(installation.directory().resolve("bin/mysqldump")).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void comingSecondKeepsWhatIsThere() throws IOException {
        MySqlInstallation installation = installation();
        installation.unpack(archive("bin/mysqld", "share/first"));

        installation.unpack(archive("bin/mysqld", "share/second"));

        assertThat(installation.directory().resolve("share/first")).exists();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aDamagedArchiveLeavesNothingBehind() throws IOException {
        MySqlInstallation installation = installation();
        Path damaged = Files.writeString(folder.resolve("damaged.zip"), "half a file");

        assertThatThrownBy(() -> installation.unpack(damaged)).isInstanceOf(ZipException.class);

        assertThat(installation.isComplete()).isFalse();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void deletesWhatAnAbortedAttemptLeftAndNotTheOneUnderWay() throws IOException {
        Path abandoned = Files.createDirectories(folder.resolve("cache/unpacking-1/bin"));
        Path underWay = Files.createDirectories(folder.resolve("cache/unpacking-2/bin"));
        Files.setLastModifiedTime(
                abandoned.getParent(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        installation().unpack(archive("bin/mysqld"));

        assertThat(abandoned.getParent()).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    void saysWhereElseTheCacheCanBeWhenItCannotWriteThere() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");

        assertThatThrownBy(() -> installation().unpack(archive("bin/mysqld")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("make it writable, or set XDG_CACHE_HOME");
    }

    @Test
    void addsTheLibraryFolderOnlyWhenThereIsOne() throws IOException {
        MySqlInstallation installation = installation();

        assertThat(installation.environment()).isEmpty();

        Files.createDirectories(installation.libraries());
        assertThat(installation.environment().get("LD_LIBRARY_PATH"))
                .startsWith(installation.libraries().toString());
    }

    private MySqlInstallation installation() {
        return new MySqlInstallation(folder.resolve("cache/mysql"), folder.resolve("cache/libraries"));
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("unpacking-"))
                    .toList();
        }
    }

    private Path archive(String... names) throws IOException {
        Path file = Files.createTempFile(folder, "archive", ".zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
