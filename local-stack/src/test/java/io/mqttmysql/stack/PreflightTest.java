// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    private static final Optional<Platform> LINUX = Optional.of(new Platform("linux-x86_64"));
    private static final Preflight.Room ROOM = new Preflight.Room("data", Path.of("/data"), 500_000_000, 400_000_000);

    @Test
    void findsNothingOnAMachineThatWillDo() {
        assertThat(new Preflight(17, LINUX, 2_000_000_000, 1_300_000_000, List.of(ROOM)).problem())
                .isEmpty();
    }

    @Test
    void asksForANewerJava() {
        assertThat(new Preflight(11, LINUX, 2, 1, List.of()).problem())
                .hasValue("Java 11 is too old: install a JDK 17 or newer and set JAVA_HOME to it.");
    }

    @Test
    void namesThePlatformsThatHaveAMySql() {
        assertThat(new Preflight(17, Optional.of(new Platform("windows-11-x86_64")), 2, 1, List.of()).problem())
                .hasValue("There is no MySQL archive for windows-11-x86_64: use Linux or macOS on x86_64 or aarch64"
                        + " (on Windows, WSL 2).");
    }

    @Test
    void saysHowMuchMemoryIsNeeded() {
        assertThat(new Preflight(17, LINUX, 700_000_000, 1_300_000_000, List.of(ROOM)).problem())
                .hasValue("The servers need 1300 MB of memory and only 700 MB are free: stop other programs and run it"
                        + " again.");
    }

    @Test
    void saysWhereHowMuchSpaceIsNeededAndWhatFor() {
        Preflight.Room full = new Preflight.Room("MySQL unpacked", Path.of("/cache"), 10_000_000, 300_000_000);

        assertThatThrownBy(() -> new Preflight(17, LINUX, 2, 1, List.of(ROOM, full)).check())
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "The disk of /cache has 10 MB free and 300 MB are needed (MySQL unpacked): make room there and"
                                + " run it again.");
    }

    @Test
    void foldersOnOneDiskShareItsSpace(@TempDir Path folder) {
        Programs.Missing all =
                new Programs.Missing(folder.resolve("m2/repository"), false, folder.resolve("cache"), false);

        Preflight preflight = Preflight.of(folder.resolve("stack"), Optional.of(all), StackSize.SMALL, 1);

        assertThat(preflight.rooms()).singleElement().satisfies(room -> {
            assertThat(room.purpose()).isEqualTo("the servers' data, MySQL unpacked, what is fetched once");
            assertThat(room.needed()).isEqualTo(1_470_000_000L);
            assertThat(room.free()).isPositive();
        });
    }

    @Test
    void whatIsCachedNeedsNoRoom(@TempDir Path folder) {
        Programs.Missing none = new Programs.Missing(folder, true, folder, true);

        Preflight preflight = Preflight.of(folder, Optional.of(none), StackSize.SMALL, 1);

        assertThat(preflight.rooms())
                .singleElement()
                .satisfies(room -> assertThat(room.needed()).isEqualTo(450_000_000L));
    }

    @Test
    void somebodyElsesMySqlNeedsNeitherRoomNorAnArchiveForThisPlatform(@TempDir Path folder) {
        Preflight preflight = Preflight.of(folder, Optional.empty(), StackSize.SMALL, 1);

        assertThat(preflight.mySql()).isEmpty();
        assertThat(preflight.rooms())
                .singleElement()
                .satisfies(room -> assertThat(room.needed()).isEqualTo(70_000_000L));
    }

    @Test
    void whatTheServersTakeIsNotAllTheMemoryThatIsNeeded(@TempDir Path folder) {
        assertThat(Preflight.of(folder, Optional.empty(), StackSize.SMALL, 1_030)
                        .neededMemory())
                .isEqualTo(1_300_000_000);
    }

    @Test
    void readsWhatTheKernelCallsAvailable() {
        assertThat(Preflight.available("MemFree: 1 kB\nMemAvailable:   24415 kB\n"))
                .hasValue(24_415L * 1024);
        assertThat(Preflight.available("")).isEmpty();
    }
}
