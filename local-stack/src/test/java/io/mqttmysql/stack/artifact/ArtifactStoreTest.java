// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
    private static final String MIRROR = """
            <settings><mirrors><mirror>
              <id>%s</id><mirrorOf>*</mirrorOf><url>%s</url>
            </mirror></mirrors></settings>
            """;

    @TempDir
    private Path folder;

    private Path remote;
    private Path userHome;

    @BeforeEach
    void aRepositoryThatMirrorsAllOthers() throws IOException {
        remote = folder.resolve("remote");
        userHome = folder.resolve("home");
        Files.createDirectories(userHome.resolve(".m2"));
        mirror("ours");
    }

    @Test
    void fetchesAFileFromTheMirrorIntoMavensOwnRepository() throws IOException, UnavailableException {
        publish("server", "1.0", "");

        Path file = store(new Properties()).file("org.example:server:1.0");

        assertThat(file)
                .isEqualTo(userHome.resolve(".m2/repository/org/example/server/1.0/server-1.0.jar"))
                .hasContent("server");
    }

    @Test
    void whatIsCachedNeedsNoRemoteWhereverItCameFrom() throws IOException, UnavailableException {
        publish("server", "1.0", "");
        Path first = store(new Properties()).file("org.example:server:1.0");
        assertThat(store(new Properties()).isCached("org.example:server:1.0")).isTrue();

        Files.move(remote, folder.resolve("away"));
        mirror("another");

        assertThat(store(new Properties()).file("org.example:server:1.0")).isEqualTo(first);
    }

    @Test
    void aClassPathHoldsWhatIsNeededAtRunTimeOnce() throws IOException, UnavailableException {
        publish("library", "2.0", "");
        publish("only-for-tests", "1.0", "");
        publish("server", "1.0", dependency("library", "runtime") + dependency("only-for-tests", "test"));
        publish("worker", "1.0", dependency("library", "compile"));

        List<Path> classPath =
                store(new Properties()).classPath(List.of("org.example:server:1.0", "org.example:worker:1.0"));

        assertThat(classPath)
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("server-1.0.jar", "worker-1.0.jar", "library-2.0.jar");
    }

    @Test
    void anIncompleteCacheIsCompletedNotTakenAsItIs() throws IOException, UnavailableException {
        publish("library", "2.0", "");
        publish("server", "1.0", dependency("library", "runtime"));
        store(new Properties()).classPath(List.of("org.example:server:1.0"));
        Path cached = userHome.resolve(".m2/repository/org/example");
        Files.delete(cached.resolve("server/1.0/server-1.0.pom"));
        Files.delete(cached.resolve("library/2.0/library-2.0.jar"));

        assertThat(store(new Properties()).classPath(List.of("org.example:server:1.0")))
                .hasSize(2);
        assertThat(cached.resolve("library/2.0/library-2.0.jar")).exists();
    }

    @Test
    void theBuildSaysWhichRepositoryItUses() throws IOException, UnavailableException {
        publish("server", "1.0", "");
        Properties system = new Properties();
        system.setProperty("stack.repository", folder.resolve("builds-own").toString());

        assertThat(store(system).file("org.example:server:1.0")).startsWith(folder.resolve("builds-own"));
    }

    @Test
    void settingsSayWhichRepositoryIsUsed() throws UnavailableException, IOException {
        Files.writeString(userHome.resolve(".m2/settings.xml"), """
                <settings><localRepository>%s</localRepository></settings>
                """.formatted(folder.resolve("configured")));

        assertThat(store(new Properties()).localRepository()).isEqualTo(folder.resolve("configured"));
    }

    @Test
    void whatCannotBeHadIsNamedWithTheNextStep() {
        assertThatThrownBy(() -> store(new Properties()).file("org.example:server:1.0"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("org.example:server:jar:1.0")
                .hasMessageContaining("check the network, or the mirror and proxy in ~/.m2/settings.xml");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        publish("server", "1.0", "");
        Files.writeString(remote.resolve("org/example/server/1.0/server-1.0.jar"), "half");

        assertThatThrownBy(() -> store(new Properties()).file("org.example:server:1.0"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Checksum validation failed");
    }

    @Test
    void brokenSettingsAreNamed() throws IOException {
        Files.writeString(userHome.resolve(".m2/settings.xml"), "<settings><mirrors>");

        assertThatThrownBy(() -> store(new Properties()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("settings.xml");
    }

    private void mirror(String id) throws IOException {
        Files.writeString(userHome.resolve(".m2/settings.xml"), MIRROR.formatted(id, remote.toUri()));
    }

    private ArtifactStore store(Properties system) throws UnavailableException {
        return ArtifactStore.open(userHome, system, line -> {});
    }

    private void publish(String name, String version, String dependencies) throws IOException {
        Path home = Files.createDirectories(
                remote.resolve("org/example").resolve(name).resolve(version));
        write(home.resolve(name + "-" + version + ".jar"), name);
        write(home.resolve(name + "-" + version + ".pom"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId><artifactId>%s</artifactId><version>%s</version>
                  <dependencies>%s</dependencies>
                </project>
                """.formatted(name, version, dependencies));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        byte[] digest = digest(text);
        Files.writeString(Path.of(file + ".sha1"), HexFormat.of().formatHex(digest));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String dependency(String name, String scope) {
        String version = name.equals("library") ? "2.0" : "1.0";
        return "<dependency><groupId>org.example</groupId><artifactId>" + name + "</artifactId><version>" + version
                + "</version><scope>" + scope + "</scope></dependency>";
    }
}
