// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.testing.RunningTask;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteRulesTest {
    private final Map<String, String> properties = RunningTask.properties("tcp://broker:1883");

    RouteRulesTest() {
        properties.put("routes", "climate, lights");
        properties.put("route.climate.match", "Home/{room}/temperature,Home/{room}/humidity");
        properties.put("route.climate.kafka.topic", "climate");
        properties.put("route.lights.match", "Home/+/light/#");
        properties.put("route.lights.kafka.topic", "lights");
    }

    @Test
    void readsRoutesInTheirOrder() {
        properties.put("record.key", "{room}");
        MappingOptions mapping = MqttSourceConfig.parse(properties).mapping();

        assertThat(mapping.routes()).extracting(Route::name).containsExactly("climate", "lights");
        assertThat(mapping.routes()).extracting(Route::kafkaTopic).containsExactly("climate", "lights");
        assertThat(mapping.routes().get(0).match("Home/attic/humidity")).contains(Map.of("room", "attic"));
        assertThat(mapping.key()).isEqualTo(new RecordKey.Capture("room"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            routes                    | climate,lights,climate    | routes                    | is listed twice; remove one
            route.climate.match       | ''                        | route.climate.match       | at least one is needed
            route.climate.match       | Home/{room                | route.climate.match       | is not a capture
            route.climate.match       | Home/{a}/{a}              | route.climate.match       | is listed twice; give the second another name
            route.climate.match       | $share/g/a                | route.climate.match       | mqtt.shared.group
            route.climate.kafka.topic | __consumer_offsets        | route.climate.kafka.topic | belong to Kafka itself
            route.climate.kafka.topic | connect-status            | route.climate.kafka.topic | Connect workers usually keep
            route.climate.kafka.topic | '{room}'                  | route.climate.kafka.topic | a fixed name
            route.lights.match        | Home/+/temperature        | route.lights.match        | because the route climate has it too
            route.lights.match        | a,a                       | route.lights.match        | because the route lights has it too
            record.key                | {rom}                     | record.key                | did you mean {room}?
            record.key                | {device}                  | record.key                | name a level {device} in route.<name>.match
            """)
    void showsEachErrorOnItsField(String key, String value, String field, String reason) {
        properties.put(key, value);

        assertThat(errors()).containsOnlyKeys(field);
        assertThat(errors().get(field)).singleElement().asString().contains(reason);
        assertThatThrownBy(() -> MqttSourceConfig.parse(properties)).isInstanceOf(ConfigException.class);
    }

    @Test
    void asksForBothKeysOfARoute() {
        properties.keySet().removeIf(key -> key.startsWith("route.lights."));

        assertThat(errors()).containsOnlyKeys("route.lights.match", "route.lights.kafka.topic");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Home/{room}/a,Home/+/b    | Home/+/light/#      | route.climate.match | 'Home/+/b' has no {room}
            Home/{room}/a             | Home/{rom}/light/#  | route.lights.match  | but {rom}; give both the same name
            """)
    void wantsACaptureInAllFiltersOfARouteOrInNone(String climate, String lights, String field, String reason) {
        properties.put("route.climate.match", climate);
        properties.put("route.lights.match", lights);
        properties.put("record.key", "{room}");

        assertThat(errors()).containsOnlyKeys(field);
        assertThat(errors().get(field)).singleElement().asString().contains(reason);
    }

    private Map<String, List<String>> errors() {
        return MqttSourceConfig.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
