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
        "mqtt.topic.filter, did you mean 'mqtt.topic.filters'?", // a letter missing
        "mqtt.topics.filters, did you mean 'mqtt.topic.filters'?", // one too many
        "mqtt.retianed, did you mean 'mqtt.retained'?", // two changed places
        "MQTT.Retained, did you mean 'mqtt.retained'?", // case apart
        "kafka.topics, did you mean 'kafka.topic'?",
        "route, did you mean 'routes'?",
        "record.keys, did you mean 'record.key'?",
        "poll.max.record, did you mean 'poll.max.records'?",
        "validate.connections, did you mean 'validate.connection'?",
        "route.kitchen.mach, did you mean 'route.kitchen.match'?",
        "route.kitchn.match, add kitchn to routes",
        "route.kitchn.match, or did you mean 'route.kitchen.match'?",
        "routes.attic.match, did you mean 'route.attic.match'?", // the name is the user's own
        "rout.attic.kafka.topic, did you mean 'route.attic.kafka.topic'?",
        "route.kitchen.continue, a route has the keys route.<name>.match and route.<name>.kafka.topic",
        "route.attic.match, belongs to no route; add attic to routes",
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
