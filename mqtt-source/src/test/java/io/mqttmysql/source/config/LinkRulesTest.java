// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.RunningTask;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkRulesTest {
    private final Map<String, String> properties = RunningTask.properties("tcp://broker:1883");

    @ParameterizedTest
    @CsvSource({
        "tcp://my_broker, TCP, my_broker, 1883, /mqtt", // container names have underscores
        "ssl://broker.example.com, SSL, broker.example.com, 8883, /mqtt",
        "ws://broker, WS, broker, 80, /mqtt",
        "wss://broker/, WSS, broker, 443, /",
        "WSS://broker:8443/a/b?c=d, WSS, broker, 8443, /a/b?c=d",
        "ws://broker?c=d, WS, broker, 80, /mqtt?c=d",
        "tcp://[::1]:1884, TCP, ::1, 1884, /mqtt",
    })
    void readsEveryKindOfAddress(String text, ServerUri.Scheme scheme, String host, int port, String path) {
        assertThat(ServerUri.problem(text)).isEmpty();
        assertThat(ServerUri.of(text)).isEqualTo(new ServerUri(scheme, host, port, path));
    }

    /** The query of a WebSocket may be a secret. */
    @ParameterizedTest
    @CsvSource({
        "http://broker/mqtt?token=s3cret, write ws://broker/mqtt",
        "broker/mqtt?token=s3cret, 'broker/mqtt'",
        "ws://bro ker?token=s3cret, 'ws://bro ker'",
        "ws://broker:99999?token=s3cret, 'ws://broker:99999'",
        "tcp://broker/mqtt?token=s3cret, 'tcp://broker/mqtt'",
    })
    void namesAWrongAddressWithoutItsQuery(String text, String named) {
        assertThat(ServerUri.problem(text)).get().asString().contains(named).doesNotContain("s3cret");
    }

    @Test
    void mixesAddressesOnlyWhereAllOrNoneAreEncrypted() {
        properties.put("mqtt.server.uris", "ssl://a:8883,wss://b/mqtt");
        assertThat(errors()).isEmpty();
        properties.put("mqtt.server.uris", "tcp://a,ws://b/mqtt");
        assertThat(errors()).isEmpty();

        properties.put("mqtt.server.uris", "wss://a,ws://b");
        assertThat(errors()).containsOnlyKeys("mqtt.server.uris");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqtt.session.expiry.seconds | 3600        | does not exist in MQTT 3.1.1: the broker's own configuration",
                "mqtt.connect.user.site      | Graz        | has no user properties",
                "mqtt.topic.filters          | Home/\uD83C\uDF21 | write mqtt.protocol.version=5",
            })
    void refusesWhat311DoesNotHave(String key, String value, String reason) {
        properties.put(key, value);
        assertThat(errors()).isEmpty();

        properties.put("mqtt.protocol.version", "3.1.1");
        assertThat(errors()).containsOnlyKeys(key);
        assertThat(errors().get(key)).singleElement().asString().contains(reason);
    }

    @Test
    void speaks311WithoutMore() {
        properties.put("mqtt.protocol.version", "3.1.1");

        assertThat(errors()).isEmpty();
        assertThat(MqttSourceConfig.parse(properties).connection().version()).isEqualTo(ProtocolVersion.MQTT_3_1_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqtt.connect.user.site               | 'a\u0007' | control character",
                "mqtt.websocket.header.Host           | x         | sets this header itself",
                "mqtt.websocket.header.Sec-WebSocket-Key | x      | sets this header itself",
                "mqtt.websocket.header.a b            | x         | not a name for an HTTP header",
                "mqtt.websocket.header.X-Token        | 'a\r\nb'  | control character",
            })
    void looksAtWhatAPersonNamedFreely(String key, String value, String reason) {
        properties.put("mqtt.server.uris", "ws://broker");
        properties.put(key, value.replace("\\r", "\r").replace("\\n", "\n"));

        assertThat(errors()).containsOnlyKeys(key);
        assertThat(errors().get(key)).singleElement().asString().contains(reason);
    }

    @Test
    void wantsAWebSocketForItsHeaders() {
        properties.put("mqtt.websocket.header.X-Token", "a");

        assertThat(errors()).containsOnlyKeys("mqtt.websocket.header.X-Token");
    }

    @Test
    void takesFreeKeysForKnown() {
        properties.put("mqtt.connect.user.site", "Graz");

        assertThat(errors()).isEmpty();
        assertThat(UnknownKeys.ignored(properties, MqttSourceConfig.DEFINITION.names()))
                .isEmpty();
    }

    private Map<String, List<String>> errors() {
        return MqttSourceConfig.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
