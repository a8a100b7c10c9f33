// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.handover.TaskMemories;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.FakeTaskContext;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** What tasks show, on Kafka's own metrics. */
class TaskMetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void followTheMessagesOfEachTask() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask first = task(broker, 0)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            try (RunningTask second = task(broker, 1)) {
                broker.nextConnection().welcome();
                first.pollOnce();
                second.pollOnce();
                await().until(() -> value(0, "connected") == 1 && value(1, "connected") == 1);
                connection.publish(1, "a/x", "21.5");
                first.awaitReceived(1);
                assertThat(value(0, "messages-waiting")).isEqualTo(1);
                SourceRecord record = first.poll(1).get(0);
                assertThat(value(0, "messages-in-flight")).isEqualTo(1);
                await().until(() -> value(0, "oldest-in-flight-age-ms") > 0);

                first.commit(record);
                connection.expectAcknowledgements(1);

                assertThat(value(0, "messages-received-total")).isEqualTo(1);
                assertThat(value(0, "bytes-received-total")).isEqualTo(4);
                assertThat(value(0, "records-stored-total")).isEqualTo(1);
                assertThat(value(0, "messages-acknowledged-total")).isEqualTo(1);
                assertThat(value(0, "messages-in-flight")).isZero();
                assertThat(value(0, "oldest-in-flight-age-ms")).isZero();
                assertThat(value(1, "messages-received-total"))
                        .as("the other task's")
                        .isZero();
                assertThat(second.counters().received().sum()).isZero();
            }
        }
    }

    @Test
    void tellReconnectionsAndStaleAcknowledgements() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, 0)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "a/x", "21.5");
            SourceRecord record = task.poll(1).get(0);
            connection.cut();
            broker.nextConnection().welcome();
            await().until(() -> value(0, "reconnects-total") == 1);

            task.commit(record);

            assertThat(value(0, "acknowledgements-stale-total")).isEqualTo(1);
            assertThat(value(0, "sessions-lost-total")).isEqualTo(1);
            assertThat(value(0, "messages-acknowledged-total")).isZero();
        }
    }

    /** Connect could not stop it in time: its metrics are still there when the next one starts. */
    @Test
    void followWhenTheTaskBeforeIsGone() throws InterruptedException, IOException {
        PluginMetricsImpl ofBefore = new PluginMetricsImpl(metrics, tags(0));
        ofBefore.addMetric(
                ofBefore.metricName("connected", "", new LinkedHashMap<>()), (Gauge<Long>) (config, now) -> -1L);
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, 0)) {
            broker.nextConnection().welcome();
            task.pollOnce();
            assertThat(value(0, "connected")).isEqualTo(-1);

            ofBefore.close();

            await().until(() -> {
                task.pollOnce();
                return metrics.metric(metrics.metricName("connected", "plugins", tags(0))) != null;
            });
            assertThat(value(0, "connected")).isEqualTo(1);
        }
    }

    /** Older than 4.1: the method or its type is not there. */
    @Test
    void areAbsentOnAnOldWorker() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, 0, new FakeTaskContext())) {
            broker.nextConnection().welcome().publish(1, "a/x", "21.5");

            task.poll(1);
        }
    }

    /** A task that is gone abandoned a session with a message in it. */
    @Test
    void countTheMessagesOfAbandonedSessions() throws InterruptedException {
        FakeTaskContext context = new FakeTaskContext();
        context.metrics(new PluginMetricsImpl(metrics, tags(0)));
        context.store("metrics-2", Map.of("subscriptions", "a/#", "sessions", 3L));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, 0, context)) {
            Map<String, BrokerConnection> connections = new HashMap<>();
            for (int i = 0; i < 2; i++) {
                BrokerConnection connection = broker.nextConnection();
                connections.put(connection.expectConnect().clientId(), connection);
            }
            BrokerConnection abandoned = connections.get("metrics-2");
            abandoned.acceptResumedSession();
            task.pollOnce();
            abandoned.publish(1, "a/x", "21.5");
            await().until(() -> value(0, "messages-waiting") == 1);
            SourceRecord record = task.poll(1).get(0);
            assertThat(value(0, "messages-in-flight")).isEqualTo(1);
            await().until(() -> value(0, "oldest-in-flight-age-ms") > 0);

            task.commit(record);
            abandoned.expectAcknowledgements(1);

            assertThat(value(0, "records-stored-total")).isEqualTo(1);
            assertThat(value(0, "messages-received-total")).isEqualTo(1);
            connections.get("metrics-0").acceptNewSession();
            connections.get("metrics-0").answerSubscribe(1);
            abandoned.cut();
            BrokerConnection next = broker.nextConnection();
            next.expectConnect();
            next.acceptNewSession(); // the session is gone, and its successor is ended
            await().until(() -> value(0, "left-sessions") == 0);
            assertThat(value(0, "messages-received-total"))
                    .as("of one that has ended")
                    .isEqualTo(1);
        }
    }

    @Test
    void areDocumented() throws IOException {
        String page = Files.readString(Path.of("../docs/metrics.md"));
        MqttSourceConfig config = MqttSourceConfig.parse(RunningTask.properties("tcp://broker:1883"));

        new TaskMetrics(
                        TaskPipelines.open(config, TaskMemories.NONE, TaskPipelines.Pace.USUAL),
                        new FakeTaskContext(),
                        "test")
                .all()
                .forEach(metric ->
                        assertThat(page).contains("| `" + metric.name() + "` | " + metric.description() + " |"));
    }

    private RunningTask task(ScriptedBroker broker, int index) {
        FakeTaskContext context = new FakeTaskContext();
        context.metrics(new PluginMetricsImpl(metrics, tags(index)));
        return task(broker, index, context);
    }

    private static RunningTask task(ScriptedBroker broker, int index, FakeTaskContext context) {
        Map<String, String> properties = RunningTask.properties(broker.uri());
        properties.put("name", "metrics");
        properties.put("mqtt.topic.filters", "a/#, b/#");
        properties.put("task.index", Integer.toString(index));
        properties.put("task.count", "2");
        MqttSourceTask task = new MqttSourceTask();
        task.initialize(context);
        return RunningTask.start(task, properties);
    }

    private long value(int task, String name) {
        return (Long)
                metrics.metric(metrics.metricName(name, "plugins", tags(task))).metricValue();
    }

    private static Map<String, String> tags(int task) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", "metrics");
        tags.put("task", Integer.toString(task));
        return tags;
    }
}
