// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugins as they are shipped. */
@ExtendWith(StackExtension.class)
class PluginPackagingIT {
    /** What the worker has; a plugin that brings it too breaks class loading. */
    private static final List<String> WORKERS_OWN =
            List.of("connect-api", "connect-runtime", "kafka-clients", "slf4j-api", "slf4j-simple");

    @Test
    void aWorkerThatRefusesPluginsWithoutManifestsLoadsBoth(LocalStack stack) {
        // the shared stack runs with plugin.discovery=hybrid_fail
        assertLists(stack.connect().plugins());
    }

    @Test
    void aWorkerThatTrustsManifestsAloneLoadsBoth() {
        try (LocalStack stack = LocalStack.builder()
                .plugins(StackExtension.pluginPath())
                .workerSetting("plugin.discovery", "service_load")
                .start()) {
            assertLists(stack.connect().plugins());
        }
    }

    @ParameterizedTest
    @CsvSource({"mqtt-source, org.eclipse.paho.mqttv5.client-", "mysql-sink, mysql-connector-j-"})
    void theArchiveHoldsOneDirectoryWithItsJarsButNotWhatTheWorkerHas(String module, String library)
            throws IOException {
        Path target = Path.of("..", module, "target");
        try (Stream<Path> archives = Files.list(target)) {
            Path archive = archives.filter(p -> p.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                List<String> names = zip.stream().map(Object::toString).toList();
                String directory = archive.getFileName().toString().replace(".zip", "/");
                assertThat(names).allMatch(name -> name.startsWith(directory));
                assertThat(names).anyMatch(name -> name.matches(directory + "kafka-connect-" + module + "-[0-9.]+jar"));
                assertThat(names).anyMatch(name -> name.startsWith(directory + library));
                assertThat(names).noneMatch(name -> WORKERS_OWN.stream().anyMatch(name::contains));
            }
        }
    }

    private static void assertLists(JsonNode plugins) {
        List<String> found = new ArrayList<>();
        plugins.forEach(plugin -> found.add(
                plugin.path("class").asText() + " " + plugin.path("version").asText()));
        assertThat(found)
                .contains(
                        "io.mqttmysql.source.MqttSourceConnector 0.1.0", "io.mqttmysql.sink.MySqlSinkConnector 0.1.0");
    }
}
