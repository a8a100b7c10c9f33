// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.testing.RunningTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttSourceConfigTest {
    private final Map<String, String> properties = RunningTask.properties("tcp://broker:1883");

    @Test
    void acceptsTheLeastThatIsNeeded() {
        assertThat(errors()).isEmpty();
    }

    @Test
    void namesTheClientAfterConnectorAndTask() {
        properties.put("name", "house");
        assertThat(MqttSourceConfig.parse(properties).connection().clientId()).isEqualTo("house-0");

        properties.put("mqtt.client.id", "garden");
        properties.put("task.index", "2");
        assertThat(MqttSourceConfig.parse(properties).connection().clientId()).isEqualTo("garden-2");
    }

    @Test
    void unpacksIntoOneValueForEachStage() {
        properties.keySet().removeIf(key -> key.startsWith("mqtt.reconnect") || key.startsWith("poll"));
        properties.put("mqtt.server.uris", "tcp://a:1883, tcp://b:1884");
        MqttSourceConfig config = MqttSourceConfig.parse(properties);

        assertThat(config.connection().serverUris()).containsExactly("tcp://a:1883", "tcp://b:1884");
        assertThat(config.connection().credentials()).isEmpty();
        assertThat(config.connection().backoffMax()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.subscription()).isEqualTo(new SubscriptionOptions(List.of("Home/#"), 1));
        assertThat(config.delivery())
                .isEqualTo(new DeliveryOptions(4_096, 1_000_000, 67_108_864, 5_000, Duration.ofMillis(500)));
        assertThat(config.delivery().cautiousReceiveMaximum()).isEqualTo(67);
        assertThat(config.mapping()).isEqualTo(new MappingOptions("readings"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqtt.server.uris            | ssl://broker:8883     | only tcp is supported",
                "mqtt.server.uris            | broker:1883           | write tcp://host:1883",
                "mqtt.server.uris            | tcp://                | write tcp://host:1883",
                "mqtt.server.uris            | tcp://broker:99999    | from 1 to 65535",
                "mqtt.server.uris            | tcp://broker:1883/x   | behind the port",
                "mqtt.server.uris            | tcp://a:1883,,        | blank",
                "mqtt.username               | 'house\nx'            | perhaps the end of a line",
                "mqtt.topic.filters          | a/#/b                 | must be the whole last level",
                "mqtt.qos                    | 2                     | none is lost",
                "mqtt.qos                    | 3                     | write 1",
                "mqtt.protocol.version       | 3.1.1                 | only MQTT 5",
                "mqtt.keep.alive.seconds     | 4                     | at least 5",
                "mqtt.receive.maximum        | 65536                 | no more than 65535",
                "mqtt.receive.maximum        | 0                     | at least 1",
                "mqtt.client.id              | ' '                   | blank",
                "kafka.topic                 | Home/kitchen          | letters, digits",
                "kafka.topic                 | __consumer_offsets    | belong to Kafka",
                "kafka.topic                 | ..                    | letters, digits",
                "mqtt.session.expiry.seconds | 0                     | mqtt.clean.start=true",
                "mqtt.reconnect.backoff.max.ms | 5                   | smaller than mqtt.reconnect.backoff.ms",
                "mqtt.buffer.max.bytes       | 2000                  | one packet would not fit",
            })
    void showsEachErrorOnItsField(String key, String value, String reason) {
        properties.put(key, value);

        assertThat(errors()).containsOnlyKeys(key);
        assertThat(errors().get(key)).singleElement().asString().contains(reason);
        assertThatThrownBy(() -> MqttSourceConfig.parse(properties)).isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://house:s3cret@broker:1883", "house:s3cret@broker:1883", "tcp:house:s3cret@broker"})
    void doesNotRepeatAPasswordInAnAddress(String address) {
        properties.put("mqtt.server.uris", address);

        assertThat(errors().get("mqtt.server.uris"))
                .singleElement()
                .asString()
                .contains("mqtt.username")
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> MqttSourceConfig.parse(properties)).hasMessageNotContaining("s3cret");
    }

    @Test
    void wantsAUserNameForAPassword() {
        properties.put("mqtt.password", "s3cret");

        assertThat(errors()).containsOnlyKeys("mqtt.username");
        assertThat(errors().toString()).doesNotContain("s3cret");
    }

    @Test
    void keepsThePasswordOutOfItsOwnText() {
        properties.put("mqtt.username", "house");
        properties.put("mqtt.password", "s3cret");

        assertThat(MqttSourceConfig.parse(properties).connection().toString())
                .contains("house")
                .doesNotContain("s3cret");
    }

    @Test
    void letsASessionExpireAtOnceOnlyWhereThatIsMeant() {
        properties.put("mqtt.session.expiry.seconds", "0");
        properties.put("mqtt.qos", "0");
        assertThat(errors()).isEmpty();

        properties.put("mqtt.qos", "1");
        properties.put("mqtt.clean.start", "true");
        assertThat(errors()).isEmpty();
    }

    @Test
    void takesNullAsNotSet() {
        properties.put("mqtt.qos", null);
        properties.put("mqtt.clean.start", null);
        properties.put("mqtt.password", null);
        assertThat(errors()).isEmpty();
        assertThat(MqttSourceConfig.parse(properties).subscription().qos()).isEqualTo(1);

        properties.put("kafka.topic", null);
        assertThat(errors()).containsOnlyKeys("kafka.topic");
    }

    @Test
    void asksForEveryRequiredKey() {
        properties.keySet().removeAll(List.of("mqtt.server.uris", "mqtt.topic.filters", "kafka.topic"));

        assertThat(errors()).containsOnlyKeys("mqtt.server.uris", "mqtt.topic.filters", "kafka.topic");
    }

    @Test
    void findsASlipOfThePenAndIgnoresTheRest() {
        properties.put("mqtt.topic.filter", "Home/#");
        properties.put("mqtt.teapot", "yes");

        assertThat(errors()).containsOnlyKeys("mqtt.topic.filter");
        assertThat(errors().get("mqtt.topic.filter").toString()).contains("Did you mean mqtt.topic.filters?");
        assertThat(UnknownKeys.ignored(properties)).containsExactly("mqtt.teapot");
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.retained, deliver, retained messages come once",
        "mqtt.ssl.truststore.location, /t.jks, tcp",
        "mqtt.shared.group, g, one task",
        "routes, kitchen, all messages go to kafka.topic",
        "route.kitchen.match, Home/#, all messages go to kafka.topic",
        "record.key, none, the key is the MQTT topic",
    })
    void refusesWhatIsNotAvailable(String key, String value, String reason) {
        properties.put(key, value);

        assertThat(errors()).containsOnlyKeys(key);
        assertThat(errors().get(key)).singleElement().asString().contains("not available", reason, "Remove the key");
        assertThatThrownBy(() -> MqttSourceConfig.parse(properties)).hasMessageContaining(reason);
    }

    @Test
    void namesTheConvertersThatAreMissing() {
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");

        assertThat(ConverterAdvice.missingLines(properties))
                .containsExactly(
                        "key.converter=org.apache.kafka.connect.storage.StringConverter",
                        "header.converter=org.apache.kafka.connect.storage.StringConverter");
    }

    private Map<String, List<String>> errors() {
        return MqttSourceConfig.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
