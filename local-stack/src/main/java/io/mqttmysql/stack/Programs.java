// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import io.mqttmysql.stack.artifact.ArtifactStore;
import io.mqttmysql.stack.artifact.UnavailableException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the servers run. Everything is made on first use, once; class paths are remembered in the cache, so that a start
 * with nothing to fetch reads no pom.
 *
 * <p>Any thread. Each kind of program has its own lock, so they are fetched side by side.
 */
final class Programs {
    private final Versions versions;
    private final StackSize size;
    private final Path cache;
    private final Workplace workplace;
    private final Consumer<String> progress;
    private final Once<ArtifactStore> store = new Once<>(this::openStore);
    private final Once<List<Path>> kafka;
    private final Once<List<Path>> connect;
    private final Once<List<Path>> hiveMq;
    private final Once<MySqlInstallation> mySql = new Once<>(this::installMySql);

    /** @param cache may not exist yet */
    Programs(Versions versions, StackSize size, Path cache, Workplace workplace, Consumer<String> progress) {
        this.versions = versions;
        this.size = size;
        this.cache = cache;
        this.workplace = workplace;
        this.progress = progress;
        this.kafka = new Once<>(() -> classPath(versions.kafkaArtifacts()));
        this.connect = new Once<>(() -> classPath(versions.connectArtifacts()));
        this.hiveMq = new Once<>(() -> classPath(versions.hiveMqArtifacts()));
    }

    /** {@code XDG_CACHE_HOME} or {@code ~/.cache}, and our folder in it. */
    static Path defaultCache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("mqtt-mysql").toAbsolutePath();
    }

    /** Where this module's own classes are: a folder in a build, else a jar. */
    static Path ownClasses() {
        try {
            return Path.of(Programs.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new StackException(
                    "The classes of the local stack are not in a file: run it from a folder or a jar.", e);
        }
    }

    /** How large they run. */
    StackSize size() {
        return size;
    }

    List<Path> hiveMq() {
        return hiveMq.value();
    }

    /** Kafka's. */
    List<Path> kafka() {
        return kafka.value();
    }

    /** Connect's: Kafka's, unless another version is wanted. */
    List<Path> connect() {
        return connect.value();
    }

    MySqlInstallation mySql() {
        return mySql.value();
    }

    /** Of a server in Java. */
    Command server(JavaProgram program, List<String> arguments, Map<String, String> environment, Path log) {
        Optional<ClassArchive> classes = size.startsOften() && ClassArchive.isAvailable()
                ? Optional.of(new ClassArchive(cache.resolve("classes"), program))
                : Optional.empty();
        List<String> options = new ArrayList<>(logOptions());
        classes.ifPresent(archive -> options.addAll(archive.options()));
        return new Command(program.line(options, arguments), environment, log, classes);
    }

    /** Of a Java program that does one thing and ends. */
    Command tool(JavaProgram program, List<String> arguments, Path log) {
        return new Command(program.line(logOptions(), arguments), Map.of(), log);
    }

    private List<String> logOptions() {
        return List.of("-Dlog4j2.configurationFile=" + workplace.logSettings());
    }

    /** What is still to be fetched and unpacked. */
    Missing missing() {
        return new Missing(
                store.value().localRepository(),
                store.value().isCached(versions.mySqlArtifact(Platform.current())),
                cache,
                installation().isComplete());
    }

    private List<Path> classPath(List<String> coordinates) {
        List<String> about = new ArrayList<>(coordinates);
        about.add(store.value().localRepository().toString());
        RememberedClassPath remembered = new RememberedClassPath(cache.resolve("class-paths"), about);
        return remembered.read().orElseGet(() -> {
            List<Path> found = fetch(() -> store.value().classPath(coordinates));
            remembered.write(found);
            return found;
        });
    }

    private MySqlInstallation installMySql() {
        MySqlInstallation installation = installation();
        if (!installation.isComplete()) {
            Path archive = fetch(() -> store.value().file(versions.mySqlArtifact(Platform.current())));
            progress.accept("Unpacking MySQL into " + installation.directory());
            unpack(installation, archive);
        }
        new MissingLibraries(workplace, installation, progress).supply();
        return installation;
    }

    private MySqlInstallation installation() {
        String classifier = Platform.current().classifier();
        return new MySqlInstallation(
                cache.resolve("mysql-" + versions.mySql() + "-" + classifier),
                cache.resolve("libraries-" + classifier));
    }

    private static void unpack(MySqlInstallation installation, Path archive) {
        try {
            installation.unpack(archive);
        } catch (IOException e) {
            throw new StackException(
                    "Cannot unpack " + archive + " into " + installation.directory() + ": " + e.getMessage()
                            + "; make room there, or delete the archive if it is damaged, and run it again.",
                    e);
        }
    }

    private ArtifactStore openStore() {
        return fetch(() -> ArtifactStore.open(progress));
    }

    private static <T> T fetch(Fetch<T> fetch) {
        try {
            return fetch.value();
        } catch (UnavailableException e) {
            throw new StackException(e.getMessage(), e);
        }
    }

    /** Something that may need the network. */
    private interface Fetch<T> {
        T value() throws UnavailableException;
    }

    /**
     * @param archiveFetched whether MySQL's archive is in the local repository
     * @param unpacked whether MySQL is unpacked in the cache
     */
    record Missing(Path repository, boolean archiveFetched, Path cache, boolean unpacked) {}
}
