// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.delivery.MessageBuffer;
import io.mqttmysql.source.message.SessionRole;
import io.mqttmysql.source.message.SourceCounters;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MqttSessionTest {
    private static final int UNSUBACK = 11;

    private final MqttSourceConfig config = MqttSourceConfig.parse(RunningTask.properties("tcp://broker:1883"));
    private final SourceCounters counters = new SourceCounters();
    private final MessageBuffer buffer = new MessageBuffer("test", config.delivery(), counters);

    @Test
    void failsTheTaskWhenItsOwnThreadEnds() {
        MqttLink.Factory broken = (request, inbox, onLoss) -> {
            throw new NoClassDefFoundError("a jar that is not in the plugin");
        };
        try (MqttSession session = new MqttSession(settings(config), buffer, counters, SessionRole.NONE, broken)) {
            session.start();

            await().untilAsserted(() -> assertThat(buffer.failure())
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .contains("a jar that is not in the plugin")
                            .contains("Restart the task")));
        }
    }

    /** However it died: here by an error that nobody foresaw. */
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void leavesALinkWhoseReceiverDied(ProtocolVersion version) {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            Map<String, String> properties = RunningTask.properties(broker.uri());
            properties.put("mqtt.protocol.version", version.number());
            properties.put("name", "mortal");
            MqttSourceConfig mortal = MqttSourceConfig.parse(properties);
            LinkSettings settings = settings(mortal);
            MqttLink.Factory links = (request, inbox, onChange) -> {
                LinkEvents events = new LinkEvents(request, inbox, onChange);
                return version == ProtocolVersion.MQTT_5
                        ? new Mqtt5Link(settings, request, events, MqttSessionTest::dieOfUnsuback)
                        : new Mqtt3Link(settings, request, events, MqttSessionTest::dieOfUnsuback);
            };
            try (MqttSession session = new MqttSession(settings, buffer, counters, SessionRole.NONE, links)) {
                session.start();
                BrokerConnection first = broker.nextConnection().welcome();

                first.sendRaw(BrokerConnection.bytes(UNSUBACK << 4, 2, 0, 1));

                broker.nextConnection().welcomeBack();
                await().until(() -> counters.connections().sum() == 2);
            }
        }
    }

    private static void dieOfUnsuback(byte[] packet) {
        if ((packet[0] & 0xFF) >> 4 == UNSUBACK) {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {}); // nobody hears of it
            throw new StackOverflowError("as if deep in the library");
        }
    }

    private static LinkSettings settings(MqttSourceConfig config) {
        return new LinkSettings(config.connection(), config.subscription(), config.delivery());
    }
}
