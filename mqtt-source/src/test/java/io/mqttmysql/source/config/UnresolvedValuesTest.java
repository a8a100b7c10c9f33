// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.testing.RunningTask;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnresolvedValuesTest {
    private final Map<String, String> properties = RunningTask.properties("tcp://broker:1883");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mqtt.server.uris | ${env:MQTT_URI}             | reference ${env:MQTT_URI}; let it know | config.providers=env
            mqtt.server.uris | tcp://${env:HOST}:1883      | reference ${env:HOST}; let it know | config.providers=env
            mqtt.username    | ${file:/etc/mqtt:user}      | reference ${file:/etc/mqtt:user}; let it know | config.providers=file
            mqtt.password    | ${env:MQTT_PASSWORD}        | the reference; let it know | config.providers=env
            kafka.topic      | ${dir:/etc/mqtt:topic}      | reference ${dir:/etc/mqtt:topic}; let it know | config.providers=dir
            mqtt.qos         | ${env:QOS}                  | reference ${env:QOS}; let it know | config.providers=env
            """)
    void saysThatTheWorkerDidNotResolveThem(String key, String value, String reference, String step) {
        properties.put("mqtt.username", "house");
        properties.put("mqtt.password", "");
        properties.put(key, value);

        List<ConfigValue> wrong = MqttSourceConfig.validate(properties).configValues().stream()
                .filter(field -> !field.errorMessages().isEmpty())
                .toList();

        assertThat(wrong).singleElement().satisfies(field -> {
            assertThat(field.name()).isEqualTo(key);
            assertThat(field.errorMessages()).singleElement().asString().contains(reference, step);
        });
        assertThatThrownBy(() -> MqttSourceConfig.parse(properties)).hasMessageContaining(step);
    }

    @ParameterizedTest
    @CsvSource({"mqtt.password, a${x:y}b", "mqtt.password, $ecret", "mqtt.client.id, a$b"})
    void leavesOtherTextAlone(String key, String value) {
        properties.put("mqtt.username", "house");
        properties.put("mqtt.password", "");
        properties.put(key, value);

        assertThat(MqttSourceConfig.validate(properties).configValues())
                .allSatisfy(field -> assertThat(field.errorMessages()).isEmpty());
    }
}
