// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An archive of a plugin as the build made it, installed as people do it: unpacked into a folder of {@code plugin.path}.
 *
 * @param file zip or tar.gz
 */
public record PluginArchive(Path file) {
    /** @param ending {@code .zip} or {@code .tar.gz} */
    public static PluginArchive of(String module, String ending) {
        try (Stream<Path> files = Files.list(Path.of("..", module, "target"))) {
            return new PluginArchive(files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + ending + " in " + module + "/target")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path checksum() {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    /** The folder that the archive holds. */
    public String directory() {
        return file.getFileName().toString().replaceFirst("\\.(zip|tar\\.gz)$", "");
    }

    /** Returns that folder below the given one. */
    public Path installIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        String archive = file.toAbsolutePath().normalize().toString();
        List<String> command =
                archive.endsWith(".zip") ? List.of("unzip", "-q", archive) : List.of("tar", "-xzf", archive);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        }
        return folder.resolve(directory());
    }
}
