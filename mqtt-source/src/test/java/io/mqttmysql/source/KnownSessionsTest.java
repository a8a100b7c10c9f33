// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reset of offsets does: {@code DELETE /connectors/<name>/offsets} of a stopped connector. */
class KnownSessionsTest {
    private static final int NOT_AUTHORIZED = 0x87;
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final MqttSourceConnector connector = new MqttSourceConnector();
    private final BlockingQueue<ConnectPacket> connects = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void endsTheSessionOfEachOffsetThatIsForgotten(ProtocolVersion version) {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            broker.serve(this::letIn);
            Map<String, String> properties = properties(broker.uri());
            properties.put("mqtt.protocol.version", version.number());

            assertThat(connector.alterOffsets(properties, forgotten("house-1", "house-0")))
                    .isTrue();

            assertThat(connects).extracting(ConnectPacket::clientId).containsExactly("house-0", "house-1");
            assertThat(connects).allSatisfy(connect -> {
                assertThat(connect.version()).isEqualTo(version == ProtocolVersion.MQTT_5 ? 5 : 4);
                assertThat(connect.cleanStart()).isTrue();
                assertThat(connect.properties().getOrDefault(ConnectPacket.SESSION_EXPIRY, 0L))
                        .isZero();
            });
        }
    }

    /** To connect with the id of another would take its session over, and end it. */
    @Test
    void leavesSessionsOfOthersAlone() {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            Map<Map<String, ?>, Map<String, ?>> offsets =
                    forgotten("garden-0", "house", "house-", "house-x", "house-1-0", "house-00", "ahouse-0");
            offsets.put(Map.of("mqtt.client.id", "house-7"), Map.of("sequence", 1L));
            offsets.put(Map.of("mqtt.client.id", 7L), null);
            offsets.put(Map.of("file", "house-0"), null);
            offsets.put(Map.of(), null);

            assertThat(connector.alterOffsets(properties(broker.uri()), offsets))
                    .isTrue();

            assertThat(broker.hasConnections()).isFalse();
        }
    }

    @Test
    void changesNothingWhereNoBrokerAnswers() {
        String uri = "tcp://127.0.0.1:" + ScriptedBroker.freePort();

        assertThatThrownBy(() -> connector.alterOffsets(properties(uri), forgotten("house-0")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("'house-0' could not be ended", uri, "no offset was changed", "again");
    }

    @Test
    void doesNotWaitLongForABrokerThatSaysNothing() {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            assertThatThrownBy(() -> KnownSessions.end(properties(broker.uri()), forgotten("house-0"), SHORT))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("no CONNACK within");
        }
    }

    @Test
    void asksTheNextServerWhereOneIsAway() {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            broker.serve(this::letIn);
            String uris = "tcp://127.0.0.1:" + ScriptedBroker.freePort() + ", " + broker.uri();

            assertThat(connector.alterOffsets(properties(uris), forgotten("house-0")))
                    .isTrue();

            assertThat(connects).extracting(ConnectPacket::clientId).containsExactly("house-0");
        }
    }

    @Test
    void saysWhichSessionsItEndedBeforeItFailed() {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            broker.serve(connection -> {
                if (connects.isEmpty()) {
                    letIn(connection);
                } else {
                    connection.expectConnect();
                    connection.refuse(NOT_AUTHORIZED);
                }
            });

            assertThatThrownBy(() -> connector.alterOffsets(
                            properties(broker.uri()), forgotten("house-0", "house-1", "house-2")))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("'house-1' could not be ended", "not authorized", "house-0 are ended")
                    .hasMessageNotContaining("house-2");
        }
    }

    @Test
    void saysWhatIsWrongWithTheConfiguration() {
        Map<String, String> properties = properties("tcp://broker:1883");
        properties.put("mqtt.qos", "2");

        assertThatThrownBy(() -> connector.alterOffsets(properties, forgotten("house-0")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("mqtt.qos", "no offset was changed");
    }

    private void letIn(BrokerConnection connection) {
        connects.add(connection.expectConnect());
        connection.acceptNewSession();
        connection.expect(Packet.DISCONNECT);
    }

    private static Map<String, String> properties(String uris) {
        Map<String, String> properties = RunningTask.properties(uris);
        properties.put("name", "house");
        return properties;
    }

    private static Map<Map<String, ?>, Map<String, ?>> forgotten(String... clientIds) {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        for (String clientId : List.of(clientIds)) {
            offsets.put(Map.of("mqtt.client.id", clientId), null);
        }
        return offsets;
    }
}
