// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.FakeTaskContext;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** A connector for {@code a/#, b/#} in several tasks, which share their offsets and hand over quickly. */
final class DividedConnector {
    private static final TaskPipelines.Pace QUICK =
            new TaskPipelines.Pace(Duration.ofMillis(20), Duration.ofMillis(200));

    final FakeTaskContext offsets = new FakeTaskContext();
    final Map<String, BrokerConnection> connections = new HashMap<>();
    final Map<String, ConnectPacket> connects = new HashMap<>();

    RunningTask task(ScriptedBroker broker, String name, int index, int count, String... options) {
        Map<String, String> properties = RunningTask.properties(broker.uri());
        properties.put("name", name);
        properties.put("mqtt.topic.filters", "a/#, b/#");
        properties.put("task.index", Integer.toString(index));
        properties.put("task.count", Integer.toString(count));
        for (int i = 0; i < options.length; i += 2) {
            properties.put(options[i], options[i + 1]);
        }
        MqttSourceTask task = new MqttSourceTask(QUICK);
        task.initialize(offsets);
        return RunningTask.start(task, properties);
    }

    void store(RunningTask task, SourceRecord record) {
        offsets.store(record);
        task.commit(record);
    }

    /**
     * Lets task 0 in as a new client; returns the connection of the session that task 1 abandoned, after its CONNECT.
     */
    BrokerConnection abandonedSession(ScriptedBroker broker, String name) {
        connections(broker, 2);
        connections.get(name + "-0").acceptNewSession();
        connections.get(name + "-0").answerSubscribe(1, 1);
        return connections.get(name + "-1");
    }

    /** By client id, each after its CONNECT. */
    void connections(ScriptedBroker broker, int count) {
        for (int i = 0; i < count; i++) {
            BrokerConnection connection = broker.nextConnection();
            ConnectPacket connect = connection.expectConnect();
            connections.put(connect.clientId(), connection);
            connects.put(connect.clientId(), connect);
        }
    }

    /** MQTT 5: the session expires with this link, which nobody has taken over. */
    static void assertEnds(BrokerConnection connection) {
        assertThat(connection.expect(Packet.DISCONNECT).body()).containsExactly(0, 5, 0x11, 0, 0, 0, 0);
    }

    /** MQTT 5: the broker keeps the session. */
    static void assertLeaves(BrokerConnection connection) {
        assertThat(connection.expect(Packet.DISCONNECT).body()).hasSizeLessThan(3);
    }

    /** A newer task of the connector, of another division, has stored a record. */
    void replace(String clientId) {
        offsets.store(clientId, Map.of("subscriptions", "b/#", "sessions", 3L, "plan", "other", "instance", "newer"));
    }

    static Map<String, Object> memory(String subscriptions, long sessions) {
        return Map.of("subscriptions", subscriptions, "sessions", sessions, "plan", "", "instance", "", "sequence", 3L);
    }
}
