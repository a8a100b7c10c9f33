// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.RunningTask;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKeysTest {
    private final Map<String, String> properties = RunningTask.properties("tcp://broker:1883");

    @ParameterizedTest
    @CsvSource({
        "mqtt.topic.filter, Did you mean mqtt.topic.filters?", // a letter missing
        "mqtt.topics.filters, Did you mean mqtt.topic.filters?", // one too many
        "mqtt.retianed, Did you mean mqtt.retained?", // two changed places
        "MQTT.Retained, Did you mean mqtt.retained?", // case apart
        "kafka.topics, Did you mean kafka.topic?",
        "route, Did you mean routes?",
        "record.keys, Did you mean record.key?",
        "poll.max.record, Did you mean poll.max.records?",
        "validate.connections, Did you mean validate.connection?",
        "route.kitchen.mach, Did you mean route.kitchen.match?",
        "route.kitchn.match, Add kitchn to routes",
        "route.kitchn.match, Or did you mean route.kitchen.match?",
        "routes.attic.match, Did you mean route.attic.match?", // the name is the user's own
        "rout.attic.kafka.topic, Did you mean route.attic.kafka.topic?",
        "route.kitchen.continue, A route has the keys route.<name>.match and route.<name>.kafka.topic.",
        "route.attic.match, belongs to no route. Add attic to routes",
    })
    void refusesWhatWasMeantToBeOurs(String key, String sentence) {
        properties.put("routes", "kitchen");
        properties.put("route.kitchen.match", "Home/kitchen/#");
        properties.put("route.kitchen.kafka.topic", "kitchen");
        properties.put(key, "x");

        List<ConfigValue> wrong = MqttSourceConfig.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .toList();

        assertThat(wrong).singleElement().satisfies(value -> {
            assertThat(value.name()).isEqualTo(key);
            assertThat(value.errorMessages()).singleElement().asString().contains(key, sentence);
        });
    }

    @Test
    void warnsOnceOfAllTheRest() {
        properties.put("mqtt.teapot", "yes");
        properties.put("colour", "blue");

        assertThat(MqttSourceConfig.parse(properties).warnings())
                .contains("unknown keys, ignored: colour, mqtt.teapot; remove or correct them");
    }

    @Test
    void leavesKeysOfConnectAlone() {
        properties.put("transforms", "t");
        properties.put("transforms.t.type", "x");
        properties.put("topic.creation.default.partitions", "3");
        properties.put("producer.override.linger.ms", "5");
        properties.put("errors.log.enable", "true");
        properties.put("value.converter.schemas.enable", "false");
        properties.put("exactly.once.support", "requested");

        assertThat(MqttSourceConfig.parse(properties).warnings())
                .noneMatch(warning -> warning.contains("unknown keys"));
    }
}
