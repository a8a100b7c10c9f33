// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static io.mqttmysql.testing.Judgements.assertProved;
import static io.mqttmysql.testing.Judgements.assertProvedWithoutRepeats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.history.Promise;
import io.mqttmysql.stack.ConnectWorker;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.PluginArchive;
import io.mqttmysql.testing.PluginCopy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archives: what is in them, and that they run where people install them. */
@OwnServers
@Order(3)
class ArchivesIT {
    private static final List<String> MODULES = List.of("mqtt-source", "mysql-sink");

    /** What the worker has; a plugin that brings it too breaks class loading. */
    private static final List<String> WORKERS_OWN = List.of("connect-api", "connect-runtime", "kafka-clients", "slf4j");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "mqtt-source, .zip, org.eclipse.paho.mqttv5.client-",
        "mqtt-source, .tar.gz, org.eclipse.paho.mqttv5.client-",
        "mysql-sink, .zip, mysql-connector-j-",
        "mysql-sink, .tar.gz, mysql-connector-j-"
    })
    void holdsOneDirectoryWithWhatBelongsToThePlugin(String module, String ending, String library) throws Exception {
        PluginArchive archive = PluginArchive.of(module, ending);
        Path plugin = archive.installIn(folder);

        assertThat(folder).isDirectoryContaining("glob:**/" + archive.directory());
        try (Stream<Path> below = Files.list(folder)) {
            assertThat(below).hasSize(1);
        }
        assertThat(names(plugin.resolve("lib")))
                .anyMatch(name -> name.matches("kafka-connect-" + module + "-[0-9.]+jar"))
                .anyMatch(name -> name.startsWith(library))
                .anyMatch(name -> name.matches("plugin-kit-[0-9.]+jar"))
                .noneMatch(name -> WORKERS_OWN.stream().anyMatch(name::contains));
        assertThat(names(plugin.resolve("doc"))).contains("LICENSE", "NOTICE", "THIRD-PARTY.txt", "bom.json");
        JsonNode manifest = json(plugin.resolve("manifest.json"));
        assertThat(archive.directory())
                .isEqualTo(manifest.path("name").asText() + "-"
                        + manifest.path("version").asText());
        assertThat(Files.readString(archive.checksum()).strip())
                .isEqualTo(HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive.file())))
                        + "  " + archive.file().getFileName());
    }

    /** Each library with its licence, by both lists, and nothing that is bound to one machine. */
    @ParameterizedTest
    @ValueSource(strings = {"mqtt-source", "mysql-sink"})
    void saysWhatItIsMadeOf(String module) throws IOException {
        Path plugin = PluginArchive.of(module, ".zip").installIn(folder);
        String thirdParty = Files.readString(plugin.resolve("doc/THIRD-PARTY.txt"));
        String notice = Files.readString(plugin.resolve("doc/NOTICE"));
        List<String> billOfMaterials =
                json(plugin.resolve("doc/bom.json")).path("components").findValuesAsText("purl");

        for (String jar : names(plugin.resolve("lib"))) {
            String library = jar.replaceFirst("-[0-9][^-]*\\.jar$", "");
            try (ZipFile zip = new ZipFile(plugin.resolve("lib").resolve(jar).toFile())) {
                assertThat(zip.stream().map(Object::toString))
                        .as(jar)
                        .noneMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib)"));
            }
            if (!library.startsWith("kafka-connect-")) {
                assertThat(billOfMaterials).anyMatch(purl -> purl.contains("/" + library + "@"));
                assertThat(thirdParty).contains(":" + library + ":");
                assertThat(notice).contains(library.equals("plugin-kit") ? "" : library);
            }
        }
        assertThat(thirdParty).doesNotContain("Unknown license");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    /** A runtime without a compiler, and no Maven, no Kafka. */
    @Test
    void theSinksToolNeedsAJavaRuntimeAlone() throws Exception {
        Path plugin = PluginArchive.of("mysql-sink", ".tar.gz").installIn(folder);
        Path runtime = folder.resolve("runtime");
        String jlink = Path.of(System.getProperty("java.home"), "bin", "jlink").toString();
        assertThat(said(Map.of(), jlink, "--add-modules", "java.se", "--output", runtime.toString()))
                .endsWith("\n0");
        Path file = Files.writeString(folder.resolve("sink.properties"), """
                name=t
                topics=t
                connection.url=jdbc:mysql://localhost/t
                connection.user=u
                connection.password=p
                table=t
                column.celsius=payload from number
                """);

        String strategy = plugin.resolve("bin/strategy").toString();
        Map<String, String> environment = Map.of("JAVA_HOME", runtime.toString());

        assertThat(said(environment, strategy, "try", file.toString(), "--topic", "Home/bath", "--payload", "20.6 °C"))
                .contains("celsius  = 20.6")
                .endsWith("\n0");
        assertThat(said(environment, strategy, "lint", file.toString())).isEqualTo("Nothing is wrong with it.\n\n0");
        assertThat(said(environment, strategy, "--help")).contains("Usage: strategy try FILE");
    }

    /** What it says, then its exit code. */
    private static String said(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text + "\n" + process.waitFor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.9.2", "4.3.1", "4.4.0"})
    void runsInABareWorker(String version) throws IOException {
        PluginArchive.of("mqtt-source", ".zip").installIn(folder);
        PluginArchive.of("mysql-sink", ".tar.gz").installIn(folder);
        try (LocalStack stack = LocalStack.builder()
                .plugins(List.of(folder))
                .connectVersion(version)
                .start()) {
            PluginPackagingIT.assertLists(stack.connect().plugins());
            assertThat(stack.connect().get("").path("version").asText()).isEqualTo(version);
            PipelineOptions options = PipelineOptions.on(stack, "archives", Promise.EXACTLY_ONCE);
            try (Pipeline pipeline =
                    Pipeline.start(stack, options.load(options.load().poisoned(50)))) {
                pipeline.load().publish(500);

                assertProvedWithoutRepeats(pipeline.settle(Patience.EFFECT));
            }
        }
    }

    /** One worker after the other is started again with the new version, while the other has the old one. */
    @Test
    void aClusterIsUpgradedWorkerByWorker() throws IOException {
        List<Path> old = new ArrayList<>();
        for (String module : MODULES) {
            old.add(PluginArchive.of(module, ".zip").installIn(folder.resolve("plugins")));
        }
        try (LocalStack stack = LocalStack.builder()
                .plugins(List.of(folder.resolve("plugins")))
                .workers(2)
                .start()) {
            PipelineOptions options =
                    PipelineOptions.on(stack, "upgraded", Promise.EXACTLY_ONCE).sinkTasks(2);
            try (Pipeline pipeline = Pipeline.start(stack, options)) {
                pipeline.load().during(100, () -> {
                    addNewer(old);
                    for (ConnectWorker worker : stack.workers()) {
                        worker.stop();
                        worker.start();
                        awaitMore(pipeline);
                    }
                    await().untilAsserted(
                                    () -> assertThat(versions(stack, pipeline)).containsOnly("0.2.0"));
                });

                assertProved(pipeline.settle(Patience.EFFECT));
            }
        }
    }

    private static void awaitMore(Pipeline pipeline) {
        int enough = pipeline.journal().acknowledgedCount() + 100;
        await().until(() -> pipeline.rowCount() >= enough);
    }

    private static List<String> versions(LocalStack stack, Pipeline pipeline) {
        List<String> versions = new ArrayList<>();
        for (String connector : List.of(pipeline.source(), pipeline.sink())) {
            versions.addAll(
                    stack.connect().get("connectors/" + connector + "/status").findValuesAsText("version"));
        }
        return versions;
    }

    /** Beside the old ones: a worker that runs still opens jars of theirs when it is given another task. */
    private void addNewer(List<Path> old) {
        try {
            for (int i = 0; i < MODULES.size(); i++) {
                String module = MODULES.get(i);
                PluginCopy newer = PluginCopy.of(old.get(i), folder.resolve("plugins/new-" + module));
                newer.patch("kafka-connect-" + module + "-", module + "-version.properties", "0.1.0", "0.2.0");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
