// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.testing.Bounds;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** What happens to the sessions of tasks that no longer exist. */
class AbandonedSessionTest {
    private static final int NOT_AUTHORIZED = 0x87;

    private final DividedConnector connector = new DividedConnector();

    @Test
    void emptiesTheSessionOfATaskThatIsNoMoreAndEndsIt() throws InterruptedException {
        connector.offsets.store("less-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "less", 0, 1)) {
            connector.connections(broker, 2);
            BrokerConnection abandoned = connector.connections.get("less-1");
            abandoned.acceptResumedSession();
            abandoned.publish(7, "b/x", "kept");
            SourceRecord record = task.poll(1).get(0);
            assertThat(record.sourcePartition()).isEqualTo(Map.of("mqtt.client.id", "less-1"));
            assertThat(abandoned.unread())
                    .as("the own session has no subscription yet")
                    .isZero();

            connector.connections.get("less-0").acceptNewSession();
            connector.connections.get("less-0").answerSubscribe(1, 1);
            assertThat(abandoned.answerUnsubscribe()).contains("a/#", "b/#");
            task.pollOnce();
            assertThat(broker.hasConnections()).as("it is not in Kafka").isFalse();
            task.commit(record);

            assertThat(abandoned.expectAcknowledgements(1)).containsExactly(7);
            abandoned.answerUnsubscribe();
            DividedConnector.assertEnds(abandoned);
        }
    }

    /** A broker that stands still for a while is silent too, and then sends the rest. */
    @Test
    void doesNotTakeSilenceForTheEndUntilTheBrokerAnswered() throws InterruptedException {
        connector.offsets.store("frozen-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "frozen", 0, 1)) {
            BrokerConnection abandoned = connector.abandonedSession(broker, "frozen");
            abandoned.acceptResumedSession();
            abandoned.answerUnsubscribe();

            Packet question = abandoned.expect(Packet.UNSUBSCRIBE);
            abandoned.publish(7, "b/x", "held up");
            abandoned.answerUnsubscribe(question);
            connector.store(task, task.poll(1).get(0));
            assertThat(abandoned.expectAcknowledgements(1)).containsExactly(7);
            assertThat(abandoned.answerUnsubscribe())
                    .as("asked again, since something came")
                    .contains("a/#");
            DividedConnector.assertEnds(abandoned);
        }
    }

    @Test
    void leavesNothingBehindWhereTheSessionHasExpired() throws InterruptedException {
        connector.offsets.store("gone-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "gone", 0, 1)) {
            connector.connections(broker, 2);
            connector.connections.get("gone-1").acceptNewSession();

            DividedConnector.assertEnds(connector.connections.get("gone-1"));
            await().until(() -> task.threads().stream()
                    .noneMatch(thread -> thread.startsWith("mqtt-session") && thread.endsWith("1")));
        }
    }

    @Test
    void goesOnWithWhatIsHereWhereTheBrokerForgotTheSession() throws InterruptedException {
        connector.offsets.store("forgot-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "forgot", 0, 1)) {
            BrokerConnection abandoned = connector.abandonedSession(broker, "forgot");
            abandoned.acceptResumedSession();
            abandoned.publish(7, "b/x", "only here now");
            SourceRecord record = task.poll(1).get(0);
            abandoned.cut();

            BrokerConnection again = broker.nextConnection();
            again.expectConnect();
            again.acceptNewSession();
            for (int i = 0; i < 20; i++) {
                task.pollOnce();
            }
            assertThat(again.unread()).as("Kafka does not have it").isZero();

            task.commit(record);
            DividedConnector.assertEnds(again);
        }
    }

    @Test
    void emptiesTheSessionAtEachServer() {
        connector.offsets.store("each-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker first = ScriptedBroker.start();
                ScriptedBroker second = ScriptedBroker.start();
                RunningTask task = connector.task(
                        first,
                        "each",
                        0,
                        1,
                        "mqtt.server.uris",
                        first.uri() + ", " + second.uri(),
                        // after a link that lasted so long the same server is asked first
                        "mqtt.reconnect.backoff.max.ms",
                        Bounds.NEVER_MS)) {
            BrokerConnection abandoned = connector.abandonedSession(first, "each");
            abandoned.acceptResumedSession();
            abandoned.expect(Packet.UNSUBSCRIBE);
            abandoned.cut();

            BrokerConnection elsewhere = second.nextConnection();
            elsewhere.expectConnect();
            elsewhere.acceptNewSession();
            DividedConnector.assertEnds(elsewhere);

            BrokerConnection back = first.nextConnection();
            assertThat(back.expectConnect().cleanStart()).isFalse();
            back.acceptResumedSession();
            assertThat(back.answerUnsubscribe()).contains("b/#");
            back.answerUnsubscribe();
            DividedConnector.assertEnds(back);
            task.awaitConnections(1);
            assertThat(task.counters().connections().sum()).isEqualTo(1);
        }
    }

    /** {@code mqtt.clean.start} forgets what a task had, not what it has to empty. */
    @Test
    void neverBeginsClean() {
        connector.offsets.store("clean-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "clean", 0, 1, "mqtt.clean.start", "true")) {
            connector.connections(broker, 2);

            assertThat(connector.connects.get(task.clientId()).cleanStart()).isTrue();
            assertThat(connector.connects.get("clean-1").cleanStart()).isFalse();
        }
    }

    @Test
    void failsTheTaskOverAMessageThatMustStopIt() {
        connector.offsets.store("poison-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "poison", 0, 1, "mqtt.rejected", "fail")) {
            BrokerConnection abandoned = connector.abandonedSession(broker, "poison");
            abandoned.acceptResumedSession();
            abandoned.publish(7, "b/\u0001", "poison");

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("mqtt.rejected=fail");
        }
    }

    /** Its own session is what a task is for; others may have enough to fill every poll. */
    @Test
    void failsWithItsOwnSessionThoughAnotherHasSomething() throws InterruptedException {
        connector.offsets.store("busy-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "busy", 0, 1, "poll.max.records", "1")) {
            connector.connections(broker, 2);
            BrokerConnection abandoned = connector.connections.get("busy-1");
            abandoned.acceptResumedSession();
            for (int id = 1; id <= 100; id++) {
                abandoned.publish(id, "b/x", "backlog");
            }
            task.poll(3);
            connector.connections.get("busy-0").refuse(NOT_AUTHORIZED);
            broker.serve(again -> {
                again.expectConnect();
                again.refuse(NOT_AUTHORIZED);
            });
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("mqtt-session-busy-0")));

            assertThatThrownBy(task::pollOnce)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("refused this task");
        }
    }

    @Test
    void keepsCountingASessionThatItCannotEmpty() throws InterruptedException {
        Metrics metrics = new Metrics();
        connector.offsets.metrics(new PluginMetricsImpl(metrics, Map.of()));
        connector.offsets.store("barred-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "barred", 0, 1)) {
            connector.abandonedSession(broker, "barred").refuse(NOT_AUTHORIZED);
            broker.serve(again -> {
                again.expectConnect();
                again.refuse(NOT_AUTHORIZED);
            });
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("mqtt-session-barred-1")));

            task.pollOnce();
            task.pollOnce();

            MetricName abandonedSessions = metrics.metricName("left-sessions", "plugins");
            assertThat(metrics.metric(abandonedSessions).metricValue()).isEqualTo(1L);
        }
    }
}
