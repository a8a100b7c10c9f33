// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.Test;

/** What happens to sessions when the filters of a connector are divided anew. */
class HandoverTest {
    private static final TaskFlows.Pace QUICK = new TaskFlows.Pace(Duration.ofMillis(20), Duration.ofMillis(200));

    private final FakeTaskContext offsets = new FakeTaskContext();
    private final Map<String, BrokerConnection> connections = new HashMap<>();

    @Test
    void givesASubscriptionUpWhenItsSuccessorHasIt() throws InterruptedException {
        offsets.store("moved-0", memory("a/#,b/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask former = task(broker, "moved", 0, 2)) {
            BrokerConnection old = broker.nextConnection().welcomeBackToSubscribe();
            old.publish(1, "b/x", "both");
            SourceRecord repeated = former.poll(1).get(0);
            store(former, repeated);
            assertThat(old.expectAcknowledgements(1)).containsExactly(1);

            try (RunningTask successor = task(broker, "moved", 1, 2)) {
                BrokerConnection fresh = broker.nextConnection().welcome();
                await().until(() -> offsets.looks() > 5);
                assertThat(old.unread())
                        .as("Kafka has nothing of the successor yet")
                        .isZero();

                fresh.publish(1, "b/x", "both");
                store(successor, successor.poll(1).get(0));

                assertThat(old.answerUnsubscribe()).contains("b/#").doesNotContain("a/#");
            }
        }
    }

    @Test
    void doesNotTrustWhatASuccessorRememberedFromBefore() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            try (RunningTask before = task(broker, "again", 1, 2)) {
                broker.nextConnection().welcome().publish(1, "b/x", "1");
                store(before, before.poll(1).get(0));
            }
            offsets.store("again-0", memory("a/#,b/#", 2));

            try (RunningTask former = task(broker, "again", 0, 2)) {
                BrokerConnection old = broker.nextConnection().welcomeBackToSubscribe();
                int looks = offsets.looks();
                await().until(() -> offsets.looks() > looks + 3);

                assertThat(old.unread()).isZero();
                assertThat(former.pollOnce()).isEmpty();
            }
        }
    }

    @Test
    void givesUpAtOnceWhatNobodyWants() {
        offsets.store("removed-0", memory("a/#,b/#,c/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, "removed", 0, 1)) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptResumedSession();
            connection.answerSubscribe(1, 1);

            assertThat(connection.answerUnsubscribe())
                    .contains("c/#")
                    .doesNotContain("a/#")
                    .doesNotContain("b/#");
            assertThat(task.counters().sessionsLost().sum()).isZero();
        }
    }

    @Test
    void forwardsWhatAnyTaskWantsAndDropsTheRest() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, "rest", 0, 2)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "elsewhere", "old");
            connection.publish(2, "b/x", "new");

            task.commit(task.poll(1).get(0));

            assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
            assertThat(task.counters().unwanted().sum()).isEqualTo(1);
        }
    }

    @Test
    void emptiesTheSessionOfATaskThatIsNoMoreAndEndsIt() throws InterruptedException {
        offsets.store("less-1", memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, "less", 0, 1)) {
            connections(broker, 2);
            BrokerConnection left = connections.get("less-1");
            left.acceptResumedSession();
            left.publish(7, "b/x", "kept");
            SourceRecord record = task.poll(1).get(0);
            assertThat(record.sourcePartition()).isEqualTo(Map.of("mqtt.client.id", "less-1"));
            assertThat(left.unread())
                    .as("the own session has no subscription yet")
                    .isZero();

            connections.get("less-0").acceptNewSession();
            connections.get("less-0").answerSubscribe(1, 1);
            assertThat(left.answerUnsubscribe()).contains("a/#", "b/#");
            task.pollOnce();
            assertThat(broker.hasConnections()).as("it is not in Kafka").isFalse();
            task.commit(record);

            assertThat(left.expectAcknowledgements(1)).containsExactly(7);
            left.expect(Packet.DISCONNECT);
            assertEnds(broker, "less-1");
        }
    }

    @Test
    void leavesNothingBehindWhereTheSessionHasExpired() throws InterruptedException {
        offsets.store("gone-1", memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, "gone", 0, 1)) {
            connections(broker, 2);
            connections.get("gone-1").acceptNewSession();

            connections.get("gone-1").expect(Packet.DISCONNECT);
            assertEnds(broker, "gone-1");
            await().until(() -> task.threads().stream()
                    .noneMatch(thread -> thread.startsWith("mqtt-session") && thread.endsWith("1")));
        }
    }

    @Test
    void warnsWhenTheSessionOfAnEarlierTaskIsGone() {
        offsets.store("lost-0", memory("a/#,b/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = task(broker, "lost", 0, 1)) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();
            connection.answerSubscribe(1, 1);

            await().until(() -> task.counters().sessionsLost().sum() == 1);
        }
    }

    @Test
    void everyTaskOfAGroupSubscribesUnderItsOwnName() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask first = task(broker, "shared", 0, 2, "mqtt.shared.group", "g");
                RunningTask second = task(broker, "shared", 1, 2, "mqtt.shared.group", "g")) {
            connections(broker, 2);
            assertThat(connections).containsOnlyKeys(first.clientId(), second.clientId());
            connections.values().forEach(connection -> {
                connection.acceptNewSession();
                assertThat(new String(connection.answerSubscribe(1, 1).body(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains("$share/g/a/#", "$share/g/b/#");
            });
        }
    }

    /** An exactly-once worker never reports a record that a transformation dropped while none is kept. */
    @Test
    void goesOnWhenAnExactlyOnceWorkerDropsEverything() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.receive.maximum", "2")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            for (int id = 1; id <= 20; id += 2) {
                connection.publish(id, "Home/x", "dropped");
                connection.publish(id + 1, "Home/x", "dropped");
                task.poll(2);
                assertThat(connection.unread())
                        .as("the transaction may be open")
                        .isZero();

                task.settle();
                task.pollOnce();
                task.settle();
                task.pollOnce();

                assertThat(connection.expectAcknowledgements(2)).containsExactly(id, id + 1);
            }
            assertThat(task.counters().filtered().sum()).isEqualTo(20);
        }
    }

    @Test
    void countsARecordOnceThatIsReportedLate() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", "dropped");
            SourceRecord dropped = task.poll(1).get(0);
            task.pollOnce();
            task.settle();
            task.pollOnce();

            task.drop(dropped);

            assertThat(task.counters().filtered().sum()).isEqualTo(1);
            assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
        }
    }

    private RunningTask task(ScriptedBroker broker, String name, int index, int count, String... options) {
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

    private void store(RunningTask task, SourceRecord record) {
        offsets.store(record);
        task.commit(record);
    }

    /** By client id, each after its CONNECT. */
    private void connections(ScriptedBroker broker, int count) {
        for (int i = 0; i < count; i++) {
            BrokerConnection connection = broker.nextConnection();
            connections.put(connection.expectConnect().clientId(), connection);
        }
    }

    private static void assertEnds(ScriptedBroker broker, String clientId) {
        BrokerConnection end = broker.nextConnection();
        ConnectPacket connect = end.expectConnect();
        assertThat(connect.clientId()).isEqualTo(clientId);
        assertThat(connect.cleanStart()).isTrue();
        assertThat(connect.properties().getOrDefault(ConnectPacket.SESSION_EXPIRY, 0L))
                .isZero();
        end.acceptNewSession();
        end.expect(Packet.DISCONNECT);
    }

    private static Map<String, Object> memory(String subscriptions, long sessions) {
        return Map.of("subscriptions", subscriptions, "sessions", sessions, "plan", "", "instance", "", "sequence", 3L);
    }
}
