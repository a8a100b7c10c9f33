// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the system libraries that MySQL's programs miss on this machine, by starting them, and takes them from the
 * distribution's packages into the cache: {@code apt-get download} and {@code dpkg -x} need no root.
 */
final class MissingLibraries {
    private static final Pattern MISSING = Pattern.compile("error while loading shared libraries: ([^:]+):");
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(30);
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(2);

    /** By library: the packages that may hold it, newest name first. */
    private static final Map<String, List<String>> PACKAGES = Map.of(
            "libaio.so.1", List.of("libaio1t64", "libaio1"),
            "libnuma.so.1", List.of("libnuma1"),
            "libtinfo.so.6", List.of("libtinfo6"));

    private final Workplace workplace;
    private final MySqlInstallation installation;
    private final Consumer<String> progress;

    MissingLibraries(Workplace workplace, MySqlInstallation installation, Consumer<String> progress) {
        this.workplace = workplace;
        this.installation = installation;
        this.progress = progress;
    }

    /** @throws StackException when one is missing and cannot be had */
    void supply() {
        Path work = workFolder();
        supply(installation.server(), work);
        supply(installation.client(), work);
    }

    private void supply(Path program, Path work) {
        for (int i = 0; i <= PACKAGES.size(); i++) {
            Path output = work.resolve(program.getFileName() + "-" + i + ".out");
            Command probe = new Command(List.of(program.toString(), "--version"), installation.environment(), output);
            if (workplace.children().run(probe, PROBE_LIMIT) == 0) {
                return;
            }
            String words = LogTail.of(output, 5);
            String library = missing(words)
                    .orElseThrow(
                            () -> new StackException("MySQL's program " + program + " does not run on this system ("
                                    + words + "): it needs a Linux with glibc 2.28 or newer, or macOS."));
            fetch(library, work);
        }
        throw new StackException(program + " still misses a library after its packages were fetched: delete "
                + installation.libraries() + " and run it again.");
    }

    /** The library that the loader complains about. */
    static Optional<String> missing(String loaderWords) {
        Matcher matcher = MISSING.matcher(loaderWords);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void fetch(String library, Path work) {
        for (String name : PACKAGES.getOrDefault(library, List.of())) {
            Optional<Path> found = fromPackage(name, library, work);
            if (found.isPresent()) {
                install(found.get(), library);
                progress.accept("MySQL needs " + library + ", which this system lacks: taken from its package " + name
                        + " into " + installation.libraries());
                return;
            }
        }
        throw new StackException(advice(library));
    }

    static String advice(String library) {
        String packages = String.join(" or ", PACKAGES.getOrDefault(library, List.of("the one that holds it")));
        return "MySQL needs the library " + library
                + ", which this system lacks and which could not be fetched: install it"
                + " (Debian, Ubuntu: package " + packages + "; Fedora, RHEL: package "
                + library.replaceAll("\\.so.*", "")
                + ") and run it again.";
    }

    /** With the system's package lists; where there are none, with fresh ones of our own. */
    private Optional<Path> fromPackage(String name, String library, Path work) {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get")) || !Files.isExecutable(Path.of("/usr/bin/dpkg"))) {
            return Optional.empty();
        }
        Path log = work.resolve("apt.log");
        Path folder = work.resolve(name);
        String script = """
                set -e
                mkdir -p "$1/root" "$1/../apt/lists/partial" "$1/../apt/cache/archives/partial"
                cd "$1"
                own="-o Dir::State::lists=$1/../apt/lists -o Dir::Cache=$1/../apt/cache -o Debug::NoLocking=true"
                own="$own -o APT::Sandbox::User=root"
                apt-get download "$2" || { apt-get $own update && apt-get $own download "$2"; }
                dpkg -x ./*.deb root
                """;
        Command command = new Command(List.of("/bin/sh", "-c", script, "sh", folder.toString(), name), Map.of(), log);
        if (workplace.children().run(command, DOWNLOAD_LIMIT) != 0) {
            return Optional.empty();
        }
        return find(folder.resolve("root"), library);
    }

    /** The file itself or, after Debian's move to 64-bit time, the one with {@code t64} in its name; resolved links. */
    static Optional<Path> find(Path root, String library) {
        List<String> names = List.of(library, library + "t64");
        try (Stream<Path> files = Files.walk(root)) {
            Optional<Path> found = files.filter(
                            file -> names.contains(file.getFileName().toString()))
                    .findFirst();
            return found.isPresent() ? Optional.of(found.get().toRealPath()) : found;
        } catch (IOException e) {
            throw new StackException("Cannot read " + root + ": " + e.getMessage(), e);
        }
    }

    private void install(Path file, String library) {
        Path libraries = installation.libraries();
        try {
            Files.createDirectories(libraries);
            Path fresh = Files.createTempFile(libraries, library, ".new");
            Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, libraries.resolve(library), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackException("Cannot write " + library + " into " + libraries + ": " + e.getMessage(), e);
        }
    }

    /** Outputs are appended, so every attempt has a folder of its own; it goes when the stack's folder goes. */
    private Path workFolder() {
        Path parent = workplace.home("libraries");
        try {
            return Files.createTempDirectory(parent, "attempt-");
        } catch (IOException e) {
            throw new StackException("Cannot make a folder in " + parent + ": " + e.getMessage(), e);
        }
    }
}
