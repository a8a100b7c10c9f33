// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The files that some coordinates came to, kept in the cache: reading 200 poms takes longer than a broker's start. */
final class RememberedClassPath {
    private final Path file;

    /** @param about everything on which the class path depends */
    RememberedClassPath(Path folder, List<String> about) {
        byte[] name = String.join("\n", about).getBytes(StandardCharsets.UTF_8);
        this.file = folder.resolve(UUID.nameUUIDFromBytes(name) + ".txt");
    }

    /** Empty when it is not remembered or one of its files is gone. */
    Optional<List<Path>> read() {
        try {
            List<Path> paths = Files.readAllLines(file).stream().map(Path::of).toList();
            return Optional.of(paths)
                    .filter(all -> !all.isEmpty() && all.stream().allMatch(Files::isRegularFile));
        } catch (IOException e) {
            return Optional.empty(); // so it is looked for again
        }
    }

    void write(List<Path> paths) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "class-path", ".new");
            Files.write(fresh, paths.stream().map(Path::toString).toList());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackException(
                    "Cannot write into the cache " + file.getParent() + ": " + e.getMessage() + "; make it writable.",
                    e);
        }
    }
}
