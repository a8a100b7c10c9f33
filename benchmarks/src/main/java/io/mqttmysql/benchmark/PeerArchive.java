// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.stack.artifact.ArtifactStore;
import io.mqttmysql.stack.artifact.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The Debezium JDBC sink as its project publishes it: a plugin archive on Maven Central, with a MySQL driver in it.
 *
 * @param folder where it is unpacked, for {@code plugin.path}; may not exist yet
 */
record PeerArchive(String version, Path folder) {
    private static final String FRESH = "unpacking";

    static PeerArchive in(Path folder, String version) {
        return new PeerArchive(version, folder.resolve("debezium-connector-jdbc-" + version));
    }

    String coordinate() {
        return "io.debezium:debezium-connector-jdbc:tar.gz:plugin:" + version;
    }

    /** Fetches and unpacks it, where that has not been done. */
    void supply(ArtifactStore artifacts) {
        if (Files.isDirectory(folder)) {
            return; // appears at once, by a rename
        }
        try {
            unpack(artifacts.file(coordinate()));
        } catch (UnavailableException e) {
            throw new BenchmarkException(e.getMessage(), e);
        } catch (IOException e) {
            throw new BenchmarkException(
                    "Cannot unpack the Debezium JDBC sink into " + folder + ": " + e.getMessage(), e);
        }
    }

    /** With the {@code tar} command, which every Linux and macOS has. */
    void unpack(Path archive) throws IOException {
        Files.createDirectories(folder.getParent());
        Path fresh = Files.createTempDirectory(folder.getParent(), FRESH);
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", fresh.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
