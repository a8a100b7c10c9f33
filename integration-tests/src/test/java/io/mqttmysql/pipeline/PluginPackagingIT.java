// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.PluginCopy;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugins as they are shipped. */
@OwnServers
class PluginPackagingIT {
    private static final String SOURCE = "io.mqttmysql.source.MqttSourceConnector";
    private static final String SINK = "io.mqttmysql.sink.MySqlSinkConnector";

    @Test
    void aWorkerThatRefusesPluginsWithoutManifestsLoadsBoth() {
        try (LocalStack stack = LocalStack.builder()
                .plugins(StackExtension.pluginPath())
                .workerSetting("plugin.discovery", "hybrid_fail")
                .start()) {
            assertLists(stack.connect().plugins());
        }
    }

    /** The newer ones have a kit that says a sentence otherwise, so that it shows whose kit is asked. */
    @Test
    void twoVersionsOfEachPluginStandSideBySideEachWithItsOwnKit(@TempDir Path plugins) throws IOException {
        List<Path> path = new ArrayList<>(StackExtension.pluginPath());
        for (String module : List.of("mqtt-source", "mysql-sink")) {
            path.add(newer(module, plugins.resolve(module)));
        }

        try (LocalStack stack = LocalStack.builder().plugins(path).start()) {
            assertThat(found(stack.connect().plugins()))
                    .contains(SOURCE + " 0.1.0", SOURCE + " 0.2.0", SINK + " 0.1.0", SINK + " 0.2.0");
            for (Map<String, String> settings : List.of(source(stack), sink(stack))) {
                assertThat(refusal(stack, settings, "0.1.0")).contains("is not a capture");
                assertThat(refusal(stack, settings, "0.2.0")).contains("is NOT a capture");
                assertRuns(stack, settings, "0.1.0");
                assertRuns(stack, settings, "0.2.0");
            }
        }
    }

    private static Path newer(String module, Path copy) throws IOException {
        PluginCopy newer = PluginCopy.of(Path.of("..", module, "target", "plugin"), copy);
        newer.patch("kafka-connect-" + module + "-", module + "-version.properties", "0.1.0", "0.2.0");
        newer.patch(
                "plugin-kit-",
                "io/mqttmysql/kit/topic/TopicFilterParser.class",
                "is not a capture",
                "is NOT a capture");
        return newer.directory();
    }

    private static void assertRuns(LocalStack stack, Map<String, String> settings, String version) {
        String name = settings.get("name") + "-" + version;
        Map<String, String> ofVersion = new HashMap<>(settings);
        ofVersion.put("name", name);
        ofVersion.put("connector.plugin.version", version);
        stack.connect().put(name, ofVersion);
        stack.connect().awaitRunning(name, 1, Patience.START);
        assertThat(stack.connect().get("connectors/" + name + "/status").findValuesAsText("version"))
                .containsOnly(version);
    }

    /** What the plugin of that version says of a filter that is wrong. */
    private static String refusal(LocalStack stack, Map<String, String> settings, String version) {
        Map<String, String> wrong = new HashMap<>(settings);
        wrong.put("connector.plugin.version", version);
        if (settings.containsValue(SOURCE)) {
            wrong.putAll(Map.of("routes", "a", "route.a.match", "x{y}", "route.a.kafka.topic", "a"));
        } else {
            wrong.putAll(Map.of("strategies", "a", "strategy.a.match", "x{y}", "strategy.a.table", "a"));
        }
        return stack.connect().validate(wrong).toString();
    }

    private static Map<String, String> source(LocalStack stack) {
        return Map.of(
                "connector.class", SOURCE,
                "name", "house",
                "tasks.max", "1",
                "mqtt.server.uris", stack.mqtt().uri(),
                "mqtt.topic.filters", "Home/#",
                "kafka.topic", "house");
    }

    private static Map<String, String> sink(LocalStack stack) {
        return Map.of(
                "connector.class",
                SINK,
                "name",
                "rows",
                "tasks.max",
                "1",
                "topics",
                "house",
                "validate.connection",
                "false",
                "connection.url",
                stack.mysql().jdbcUrl("house"),
                "connection.user",
                stack.mysql().user(),
                "connection.password",
                stack.mysql().password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt-source", "mysql-sink"})
    void connectFindsNothingInTheKitByItself(String module) throws IOException {
        Path kit = PluginCopy.jar(Path.of("..", module, "target", "plugin"), "plugin-kit-");
        try (ZipFile jar = new ZipFile(kit.toFile())) {
            assertThat(jar.stream().map(Object::toString))
                    .anyMatch(name -> name.startsWith("io/mqttmysql/kit/"))
                    .noneMatch(name -> name.startsWith("META-INF/services/"));
        }
    }

    static void assertLists(JsonNode plugins) {
        assertThat(found(plugins)).contains(SOURCE + " 0.1.0", SINK + " 0.1.0");
    }

    private static List<String> found(JsonNode plugins) {
        List<String> found = new ArrayList<>();
        plugins.forEach(plugin -> found.add(
                plugin.path("class").asText() + " " + plugin.path("version").asText()));
        return found;
    }
}
