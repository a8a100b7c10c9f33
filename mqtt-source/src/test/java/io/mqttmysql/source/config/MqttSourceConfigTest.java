// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.kit.secret.PasswordFileException;
import io.mqttmysql.kit.topic.TopicFilter;
import io.mqttmysql.source.testing.RunningTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThat(MqttSourceConfig.parse(properties).connection().session().clientId())
                .isEqualTo("house-0");

        properties.put("mqtt.client.id", "garden");
        properties.put("task.index", "2");
        assertThat(MqttSourceConfig.parse(properties).connection().session().clientId())
                .isEqualTo("garden-2");
    }

    @Test
    void unpacksIntoOneValueForEachStage() {
        properties.keySet().removeIf(key -> key.startsWith("mqtt.reconnect") || key.startsWith("poll"));
        properties.put("mqtt.server.uris", "tcp://a:1883, tcp://b:1884");
        MqttSourceConfig config = MqttSourceConfig.parse(properties);

        assertThat(config.connection().serverUris()).containsExactly("tcp://a:1883", "tcp://b:1884");
        assertThat(config.connection().session().credentials()).isEmpty();
        assertThat(config.connection().times().backoffMax()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.subscription())
                .isEqualTo(new SubscriptionOptions(
                        List.of("Home/#"), 1, RetainedMessages.NEW_SUBSCRIPTION_ONLY, Optional.empty()));
        assertThat(config.delivery())
                .isEqualTo(new DeliveryOptions(4_096, 1_000_000, 67_108_864, 5_000, Duration.ofMillis(500)));
        assertThat(config.delivery().cautiousReceiveMaximum()).isEqualTo(67);
        assertThat(config.mapping())
                .isEqualTo(new MappingOptions(
                        "readings",
                        List.of(),
                        new RecordKey.Topic(),
                        EmptyPayload.DELIVER,
                        false,
                        List.of(TopicFilter.parse("Home/#"))));
        assertThat(config.rejection()).isEqualTo(new RejectionOptions(OnRejection.SKIP, Optional.empty(), 1_048_576));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqtt.server.uris            | mqtts://broker:8883   | write ssl://broker:8883",
                "mqtt.server.uris            | amqp://broker:5672    | must be tcp, ssl, ws or wss",
                "mqtt.server.uris            | tcp://my broker:1883  | no legal host name",
                "mqtt.server.uris            | tcp://broker:0        | from 1 to 65535",
                "mqtt.server.uris            | 'tcp://a:1883,ssl://b:8883' | all of them encrypted",
                "mqtt.server.uris            | broker:1883           | write tcp://host:1883",
                "mqtt.server.uris            | tcp://                | write tcp://host:1883",
                "mqtt.server.uris            | tcp://broker:99999    | from 1 to 65535",
                "mqtt.server.uris            | tcp://broker:1883/x   | after the port",
                "mqtt.server.uris            | tcp://a:1883,,        | blank",
                "mqtt.username               | 'house\nx'            | perhaps the end of a line",
                "mqtt.topic.filters          | a/#/b                 | must be the whole last level",
                "mqtt.qos                    | 2                     | none is lost",
                "mqtt.qos                    | 3                     | write 1",
                "mqtt.protocol.version       | 3.1                   | write 5 or 3.1.1",
                "mqtt.keep.alive.seconds     | 4                     | at least 5",
                "mqtt.receive.maximum        | 65536                 | no more than 65535",
                "mqtt.receive.maximum        | 0                     | at least 1",
                "poll.max.records            | 0                     | at least 1",
                "poll.max.records            | many                  | Not a number",
                "poll.max.wait.ms            | 2001                  | no more than 2000",
                "mqtt.qos                    | -1                    | mqtt.qos = '-1': write 1",
                "mqtt.clean.start            | yes                   | true or false",
                "mqtt.topic.filters          | ''                    | at least one is needed",
                "mqtt.topic.filters          | Home/#,Home/#         | 'Home/#' is listed twice",
                "mqtt.topic.filters          | $share/g/Home/#       | is made with the MQTT source's mqtt.shared.group",
                "mqtt.topic.filters          | Home/{room}           | belongs into route.<name>.match",
                "mqtt.topic.filters          | a+/b                  | + and # take a whole level",
                "mqtt.retained               | always                | write one of new_subscription_only, deliver, ignore",
                "mqtt.empty.payload          | null                  | write one of deliver, tombstone, skip",
                "mqtt.rejected               | dlq                   | write one of skip, fail",
                "mqtt.rejected.topic         | __rejected            | belong to Kafka",
                "mqtt.shared.group           | a/b                   | $share/ is added to it",
                "mqtt.shared.group           | ' '                   | for example plant",
                "mqtt.shared.group           | a,b                   | without /, +, # and commas",
                "validate.connection         | maybe                 | true or false",
                "mqtt.client.id              | ' '                   | blank",
                "kafka.topic                 | Home/kitchen          | letters, digits",
                "kafka.topic                 | __consumer_offsets    | belong to Kafka",
                "kafka.topic                 | ..                    | letters, digits",
                "kafka.topic                 | Küche                 | letters, digits",
                "kafka.topic                 | a b                   | letters, digits",
                "kafka.topic                 | ${topic}              | a fixed name",
                "kafka.topic                 | connect-configs       | Connect workers usually keep",
                "kafka.topic                 | connect-offsets       | Connect workers usually keep",
                "kafka.topic                 | connect-status        | Connect workers usually keep",
                "record.key                  | mqtt.topic[x]         | write one of mqtt.topic, none",
                "record.key                  | ${room}               | a capture is written {name}, without $",
                "record.key                  | '{room}'              | no route has a capture of this name",
                "value.converter             | org.apache.kafka.connect.storage.StringConverter | address of the payload",
                "value.converter             | StringConverter       | address of the payload",
                "key.converter               | ByteArrayConverter    | refuses the text that keys are",
                "routes                      | kitchen lamp          | has other characters than letters",
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
    void wantsAUserNameForAPasswordOf311AndAPasswordForAUserName() {
        properties.put("mqtt.password", "s3cret");
        assertThat(errors()).isEmpty();
        properties.put("mqtt.protocol.version", "3.1.1");
        assertThat(errors()).containsOnlyKeys("mqtt.username");
        assertThat(errors().toString()).doesNotContain("s3cret");

        properties.remove("mqtt.password");
        properties.put("mqtt.username", "house");
        assertThat(errors()).containsOnlyKeys("mqtt.password");
        assertThat(errors().toString()).contains("leave mqtt.password empty");
    }

    @Test
    void hasNoPasswordWhereItIsLeftEmpty() throws PasswordFileException {
        properties.put("mqtt.username", "access-token");
        properties.put("mqtt.password", "");

        assertThat(errors()).isEmpty();
        Credentials credentials = MqttSourceConfig.parse(properties)
                .connection()
                .session()
                .credentials()
                .orElseThrow();
        assertThat(credentials.password()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.retained, deliver, mqtt.shared.group, plant, send no retained messages",
        "mqtt.empty.payload, tombstone, record.key, none, makes records without one",
        "mqtt.rejected.topic, rejected, mqtt.rejected, fail, stops the task before anything is written",
        "kafka.topic, my-offsets, offsets.storage.topic, my-offsets, Connect keeps offsets there",
    })
    void refusesWhatDoesNotGoTogether(String key, String value, String with, String itsValue, String reason) {
        properties.put(key, value);
        properties.put(with, itsValue);

        assertThat(errors()).containsOnlyKeys(key);
        assertThat(errors().get(key)).singleElement().asString().contains(reason, key);
    }

    @Test
    void letsATransformationStandBeforeAConverter() {
        properties.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("transforms", "text");

        assertThat(errors()).isEmpty();
    }

    @Test
    void subscribesForTheGroup() {
        properties.put("mqtt.topic.filters", "Home/#,$SYS/#");
        properties.put("mqtt.shared.group", "plant");
        properties.put("mqtt.retained", "ignore");

        SubscriptionOptions subscription = MqttSourceConfig.parse(properties).subscription();

        assertThat(subscription.subscriptions()).containsExactly("$share/plant/Home/#", "$share/plant/$SYS/#");
        assertThat(subscription.topicFilters()).containsExactly("Home/#", "$SYS/#");
        assertThat(MqttSourceConfig.parse(properties).mapping().ignoresRetained())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        ", 1048576", // the producer's default
        "6000000, 6000000",
        "' 500000 ', 500000",
        "large, 1048576", // for Connect to refuse
    })
    void takesWhatTheProducerTakes(String producer, long limit) {
        properties.put("producer.override.max.request.size", producer);

        assertThat(MqttSourceConfig.parse(properties).rejection().maxRecordBytes())
                .isEqualTo(limit);
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
    void refusesWhatIsNotAvailable() {
        properties.put("mqtt.ssl.provider", "BC");

        assertThat(errors()).containsOnlyKeys("mqtt.ssl.provider");
        assertThat(errors().toString()).contains("not available", "the other keys", "remove the key");
        assertThatThrownBy(() -> MqttSourceConfig.parse(properties)).hasMessageContaining("the other keys");
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
