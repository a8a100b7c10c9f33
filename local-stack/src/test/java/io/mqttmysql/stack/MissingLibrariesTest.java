// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingLibrariesTest {
    @Test
    void readsTheNameFromTheLoadersComplaint() {
        String words =
                "/x/bin/mysqld: error while loading shared libraries: libaio.so.1: cannot open shared object file:"
                        + " No such file or directory";

        assertThat(MissingLibraries.missing(words)).hasValue("libaio.so.1");
        assertThat(MissingLibraries.missing("mysqld: version `GLIBC_2.28' not found"))
                .isEmpty();
    }

    @Test
    void findsTheLibraryUnderItsNewName(@TempDir Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("usr/lib/x86_64-linux-gnu"));
        Path real = Files.writeString(folder.resolve("libaio.so.1t64.0.2"), "library");
        Files.createSymbolicLink(folder.resolve("libaio.so.1t64"), Path.of("libaio.so.1t64.0.2"));

        assertThat(MissingLibraries.find(root, "libaio.so.1")).hasValue(real.toRealPath());
        assertThat(MissingLibraries.find(root, "libnuma.so.1")).isEmpty();
    }

    @Test
    void namesThePackagesToInstall() {
        assertThat(MissingLibraries.advice("libaio.so.1"))
                .isEqualTo(
                        "MySQL needs the library libaio.so.1, which this system lacks and which could not be fetched:"
                                + " install it (Debian, Ubuntu: package libaio1t64 or libaio1; Fedora, RHEL: package libaio) and"
                                + " run it again.");
    }
}
