// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.testing.RunningTask;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person copies does what stands beside it. */
class ExamplesTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```properties\n(.*?)```\\s+```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OUTCOME = Pattern.compile("(\\S+) +→ +(\\S+) +key (\\S+)");
    private static final Pattern SETTING = Pattern.compile("\"([^\"]+)\": \"([^\"]*)\"");

    static List<String[]> examples() throws IOException {
        List<String[]> examples = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "mqtt-source.md")));
        while (example.find()) {
            examples.add(new String[] {example.group(1), example.group(2)});
        }
        return examples;
    }

    @Test
    void findsTheExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void goWhereThePageSays(String settings, String outcomes) throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(settings));
        Map<String, String> properties = RunningTask.properties("tcp://broker:1883");
        read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
        Destinations destinations =
                new Destinations(MqttSourceConfig.parse(properties).mapping(), "house-0", topic -> false);

        assertThat(outcomes.lines()).allSatisfy(line -> {
            Matcher outcome = OUTCOME.matcher(line);
            assertThat(outcome.matches()).as(line).isTrue();
            Destination destination = destinations.of(outcome.group(1));
            assertThat(destination.kafkaTopic()).as(line).isEqualTo(outcome.group(2));
            assertThat(destination.key()).as(line).isEqualTo(outcome.group(3));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt-source.json", "examples/mqtt-source-routes.json"})
    void shippedFilesNeedNoWarning(String file) throws IOException {
        Matcher setting = SETTING.matcher(Files.readString(Path.of("..", "connector-configs", file)));
        Map<String, String> properties = new HashMap<>();
        while (setting.find()) {
            properties.put(setting.group(1), setting.group(2).replace("${env:MQTT_URI}", "tcp://broker:1883"));
        }

        assertThat(MqttSourceConfig.parse(properties).warnings()).isEmpty();
    }
}
