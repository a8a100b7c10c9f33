// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.Bounds;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the client that only asks the broker has in the place of the connector's own. */
class BrokerCheckConfigTest {
    private final Map<String, String> properties = new HashMap<>(Map.of(
            "name", "house",
            "mqtt.server.uris", "tcp://127.0.0.1:1883",
            "mqtt.topic.filters", "Home/#",
            "kafka.topic", "home"));

    @Test
    void asksTheBrokerUnderAnotherNameHoweverLongItIs() {
        properties.put("mqtt.client.id", "x".repeat(65_000));

        assertThat(MqttSourceConfig.forBrokerCheck(properties, "1", Bounds.LONG))
                .hasValueSatisfying(config ->
                        assertThat(config.connection().session().clientId()).isEqualTo("mqtt-source-check-1-0"));
    }

    @Test
    void asksTheBrokerForAGroupOfItsOwn() {
        assertThat(MqttSourceConfig.forBrokerCheck(properties, "1", Bounds.LONG)
                        .orElseThrow()
                        .subscription()
                        .sharedGroup())
                .isEmpty();
        properties.put("mqtt.shared.group", "plant");

        assertThat(MqttSourceConfig.forBrokerCheck(properties, "1", Bounds.LONG)
                        .orElseThrow()
                        .subscription()
                        .sharedGroup())
                .contains("check-1");
    }
}
