// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.FakeTaskContext;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** However many sessions a task empties, it holds and hands over no more than its settings say. */
class AbandonedSessionsBoundsTest {
    private static final int POLL_MAX_RECORDS = 3;
    /** Enough to fill all polls of the test. */
    private static final int EACH = 3 * POLL_MAX_RECORDS;

    private final Metrics metrics = new Metrics();
    private final FakeTaskContext offsets = new FakeTaskContext();
    private final Map<String, BrokerConnection> connections = new HashMap<>();
    private final Map<String, Long> receiveMaxima = new HashMap<>();

    @Test
    void onePollBringsNoMoreThanItsMaximumAndLeavesNoSessionOut() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, 2)) {
            connect(broker, 3);
            connections.get("many-0").acceptNewSession();
            connections.get("many-0").answerSubscribe(1);
            connections.get("many-1").acceptResumedSession();
            connections.get("many-2").acceptResumedSession();
            task.pollOnce();
            connections
                    .values()
                    .forEach(session ->
                            IntStream.rangeClosed(1, EACH).forEach(id -> session.publish(id, "Home/x", "x")));
            MetricName waiting = metrics.metricName("messages-waiting", "plugins");
            await().until(() -> metrics.metric(waiting).metricValue().equals(3L * EACH));

            Set<Map<String, ?>> sessions = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                List<SourceRecord> polled = task.pollOnce();
                assertThat(polled).hasSize(POLL_MAX_RECORDS);
                polled.forEach(record -> sessions.add(record.sourcePartition()));
            }

            assertThat(sessions).hasSize(3);
        }
    }

    @Test
    void abandonedSessionsShareTheRoomOfOne() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, 4)) {
            connect(broker, 5);

            assertThat(receiveMaxima)
                    .isEqualTo(Map.of(
                            task.clientId(),
                            4_096L,
                            "many-1",
                            1_024L,
                            "many-2",
                            1_024L,
                            "many-3",
                            1_024L,
                            "many-4",
                            1_024L));
        }
    }

    private RunningTask task(ScriptedBroker broker, int abandoned) {
        for (int task = 1; task <= abandoned; task++) {
            offsets.store("many-" + task, Map.of("subscriptions", "Home/#", "sessions", abandoned + 1L));
        }
        offsets.metrics(new PluginMetricsImpl(metrics, Map.of()));
        Map<String, String> properties = RunningTask.properties(broker.uri());
        properties.put("name", "many");
        properties.put("poll.max.records", Integer.toString(POLL_MAX_RECORDS));
        MqttSourceTask task = new MqttSourceTask();
        task.initialize(offsets);
        return RunningTask.start(task, properties);
    }

    private void connect(ScriptedBroker broker, int count) {
        for (int i = 0; i < count; i++) {
            BrokerConnection connection = broker.nextConnection();
            ConnectPacket connect = connection.expectConnect();
            connections.put(connect.clientId(), connection);
            receiveMaxima.put(connect.clientId(), connect.properties().get(ConnectPacket.RECEIVE_MAXIMUM));
        }
    }
}
