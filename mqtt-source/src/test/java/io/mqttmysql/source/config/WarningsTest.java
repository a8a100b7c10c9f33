// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.RunningTask;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
    private final Map<String, String> properties = RunningTask.properties("tcp://broker:1883");

    WarningsTest() {
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        properties.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
    }

    @Test
    void isSilentWhereThereIsNothingToSay() {
        properties.put("mqtt.topic.filters", "Home/#,$SYS/#");
        properties.put("errors.tolerance", "none");
        properties.put("mqtt.shared.group", "plant");

        assertThat(MqttSourceConfig.parse(properties).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mqtt.topic.filters    | Home/+/a,Home/kitchen/#  | 'Home/+/a' and 'Home/kitchen/#' in mqtt.topic.filters overlap
            mqtt.clean.start      | true                     | forgets the messages that the broker kept
            mqtt.max.packet.bytes | 2000000                  | add producer.override.max.request.size=2000000
            value.converter       | org.apache.kafka.connect.json.JsonConverter | writes payloads as base64 text
            errors.tolerance      | all                      | counted as dropped by Connect
            kafka.topic           | connect-cluster-configs  | looks like a topic in which a Connect worker keeps
            kafka.topic           | docker-connect-offsets   | looks like a topic in which a Connect worker keeps
            kafka.topic           | connect_status           | looks like a topic in which a Connect worker keeps
            """)
    void saysWhatIsProbablyNotMeant(String key, String value, String sentence) {
        properties.put(key, value);

        assertThat(MqttSourceConfig.parse(properties).warnings())
                .singleElement()
                .asString()
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://broker:1883, 1",
        "'tcp://127.0.0.1:1883,tcp://broker:1883', 1",
        "'tcp://localhost:1883,tcp://127.0.0.1', 0",
        "tcp://[::1]:1883, 0",
        "ws://broker:1883?token=s3cret, 1",
    })
    void saysThatAPasswordTravelsInTheClear(String uris, int warnings) {
        properties.put("mqtt.server.uris", uris);
        properties.put("mqtt.username", "house");
        properties.put("mqtt.password", "s3cret");

        assertThat(MqttSourceConfig.parse(properties).warnings())
                .hasSize(warnings)
                .allSatisfy(warning -> assertThat(warning)
                        .containsPattern("travels unencrypted to (tcp|ws)://broker:1883;")
                        .doesNotContain("s3cret"));
    }

    @Test
    void findsRoutesThatNothingReachesAndTopicsThatLookAlike() {
        properties.put("routes", "garden");
        properties.put("route.garden.match", "Garden/#");
        properties.put("route.garden.kafka.topic", "garden_data");
        properties.put("mqtt.rejected.topic", "garden.data");

        assertThat(MqttSourceConfig.parse(properties).warnings())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .contains("'Garden/#' in route.garden.match matches nothing that mqtt.topic.filters"),
                        two -> assertThat(two).contains("'garden.data' and 'garden_data' differ in '.' and '_' only"));
    }

    @Test
    void namesTheConvertersThatAreMissing() {
        properties.remove("key.converter");
        properties.put("value.converter", "com.example.OtherConverter");

        assertThat(MqttSourceConfig.parse(properties).warnings())
                .singleElement()
                .asString()
                .endsWith("add: key.converter=org.apache.kafka.connect.storage.StringConverter");
    }
}
