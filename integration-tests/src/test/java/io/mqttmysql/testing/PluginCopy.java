// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a packaged plugin, for changes of single files in its jars.
 *
 * @param directory fit for {@code plugin.path}
 */
public record PluginCopy(Path directory) {
    /** Copies a directory of {@code plugin.path} with all that is below it. */
    public static PluginCopy of(Path plugin, Path copy) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(plugin)) {
            files = below.toList();
        }
        for (Path file : files) {
            Files.copy(file, copy.resolve(plugin.relativize(file).toString()));
        }
        return new PluginCopy(copy);
    }

    /** The one jar below the directory whose name begins so. */
    public static Path jar(Path directory, String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name)
                            && file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Writes other text of the same length, so that class files stay what they are. */
    public void patch(String jar, String entry, String text, String other) throws IOException {
        if (text.length() != other.length()) {
            throw new IllegalArgumentException("'" + text + "' and '" + other + "' differ in length");
        }
        try (FileSystem files = FileSystems.newFileSystem(jar(directory, jar))) {
            Path file = files.getPath(entry);
            String content = new String(Files.readAllBytes(file), ISO_8859_1);
            if (!content.contains(text)) {
                throw new IllegalArgumentException(entry + " does not contain '" + text + "'");
            }
            Files.write(file, content.replace(text, other).getBytes(ISO_8859_1));
        }
    }
}
