// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * MySQL's programs as they lie in the cache, shared by all stacks of this user.
 *
 * @param directory MySQL's base folder
 * @param libraries a folder with system libraries that this machine lacks; may not exist
 */
record MySqlInstallation(Path directory, Path libraries) {
    /** 270 MB of the 2.4 GB that are in the archive. */
    private static final Pattern NEEDED =
            Pattern.compile("bin/mysqld|bin/mysql|share/.+|lib/private/.+|lib/[^/]+\\.dylib"
                    + "|lib/plugin/component_reference_cache\\.so");

    private static final String UNPACKING = "unpacking-";

    Path server() {
        return directory.resolve("bin/mysqld");
    }

    Path client() {
        return directory.resolve("bin/mysql");
    }

    /** What its programs need in their environment. */
    Map<String, String> environment() {
        if (!Files.isDirectory(libraries)) {
            return Map.of();
        }
        String inherited = System.getenv("LD_LIBRARY_PATH");
        String path = inherited == null || inherited.isEmpty()
                ? libraries.toString()
                : libraries + File.pathSeparator + inherited;
        return Map.of("LD_LIBRARY_PATH", path);
    }

    boolean isComplete() {
        return Files.isExecutable(server()); // the folder appears at once, by one rename
    }

    /**
     * Unpacks what is needed. Safe when several processes do it at once: each unpacks into a folder of its own, the
     * first rename wins.
     */
    void unpack(Path archive) throws IOException {
        Path fresh = freshFolder();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : needed(zip)) {
                unpack(zip, entry, fresh.resolve(entry.getName()).normalize());
            }
            publish(fresh);
        } finally {
            Workplace.delete(fresh);
        }
    }

    private Path freshFolder() {
        Path cache = directory.getParent();
        try {
            Files.createDirectories(cache);
            deleteAbandoned(cache);
            return Files.createTempDirectory(cache, UNPACKING);
        } catch (IOException e) {
            throw new StackException(
                    "Cannot write into the cache " + cache + " (" + e
                            + "): make it writable, or set XDG_CACHE_HOME to another folder.",
                    e);
        }
    }

    /** What Ctrl-C left of an earlier attempt; nobody unpacks for an hour. */
    private static void deleteAbandoned(Path cache) throws IOException {
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
        try (DirectoryStream<Path> attempts = Files.newDirectoryStream(cache, UNPACKING + "*")) {
            for (Path attempt : attempts) {
                if (Files.getLastModifiedTime(attempt).toInstant().isBefore(anHourAgo)) {
                    Workplace.delete(attempt);
                }
            }
        }
    }

    static boolean isNeeded(String name) {
        return NEEDED.matcher(name).matches() && !name.endsWith("/") && !name.contains("..");
    }

    private static List<? extends ZipEntry> needed(ZipFile zip) {
        return Collections.list(zip.entries()).stream()
                .filter(entry -> isNeeded(entry.getName()))
                .toList();
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, file);
        }
        if (entry.getName().startsWith("bin/") && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private void publish(Path fresh) throws IOException {
        try {
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!isComplete()) {
                throw e;
            }
            // another process was quicker
        }
    }
}
