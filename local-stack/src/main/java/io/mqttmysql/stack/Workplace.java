// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where one stack works: its folder, with {@code logs/} and a folder for each server, and its child processes.
 *
 * @param directory exists
 */
record Workplace(Path directory, ChildProcesses children) {
    private static final String LOGS = "logs";

    /** In this folder, made if need be, or in a new temporary one. */
    static Workplace open(Optional<Path> chosen) {
        try {
            Path directory = chosen.isPresent()
                    ? Files.createDirectories(chosen.get())
                    : Files.createTempDirectory("local-stack-");
            refuseLeftovers(directory);
            Files.createDirectory(directory.resolve(LOGS));
            return new Workplace(directory.toRealPath(), new ChildProcesses());
        } catch (IOException e) {
            throw new StackException(
                    "Cannot create the folder of the local stack: " + e.getMessage()
                            + "; make its parent writable, or choose another one with -Djava.io.tmpdir.",
                    e);
        }
    }

    /** Data of an earlier stack has other ports and another password in it. */
    private static void refuseLeftovers(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new StackException("The folder " + directory
                        + " is not empty: choose a new one for the local stack, or empty it.");
            }
        }
    }

    /** How the Java servers log: to standard output. */
    Path logSettings() {
        Path file = logs().resolve("log4j2.xml");
        try (InputStream resource = Workplace.class.getResourceAsStream("/server-log4j2.xml")) {
            return write(file, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a resource of our own
        }
    }

    /** The log of a server; its folder exists. */
    Path log(String server) {
        return logs().resolve(server + ".log");
    }

    /** Exists. */
    Path logs() {
        return directory.resolve(LOGS);
    }

    /** False when everything is deleted. */
    boolean hasLogs() {
        if (!Files.exists(logs())) {
            return false;
        }
        try (Stream<Path> files = Files.list(logs())) {
            return files.anyMatch(file -> file.toString().endsWith(".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the folder is our own
        }
    }

    /** Deletes all but the logs, which say what happened; the servers' data can be some gigabytes. */
    void deleteData() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith(LOGS)) {
                    delete(entry);
                }
            }
        }
    }

    /** The data of a server; exists. */
    Path home(String server) {
        return folder(server);
    }

    /** Writes the text, replacing what was there. */
    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new StackException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Settings in the form of a Java properties file. */
    static String text(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    /** Deletes a folder with all that is in it; what a dying process still writes is tried once more. */
    static void delete(Path folder) throws IOException {
        try {
            deleteOnce(folder);
        } catch (IOException e) {
            deleteOnce(folder);
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** @throws StackException after the end, too: whoever is late must not re-create a deleted folder */
    private Path folder(String name) {
        if (children.isClosed()) {
            throw new StackException("The local stack is closed, so nothing is made for " + name + ".");
        }
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new StackException(
                    "Cannot create a folder in " + directory + ": " + e.getMessage() + "; make it writable.", e);
        }
    }
}
