// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import org.junit.jupiter.api.Test;

/**
 * A first task that was replaced, frozen for a while or cut off from Kafka, and does not know it: there is a task again
 * whose session it takes for abandoned.
 */
class ReplacedTaskTest {
    private static final int TAKEN_OVER = 0x8E;
    private static final String[] VERSION_3 = {"mqtt.protocol.version", "3.1.1"};

    private final DividedConnector connector = new DividedConnector();

    @Test
    void leavesASessionToWhoeverTookItOver() throws InterruptedException {
        connector.offsets.store("taken-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "taken", 0, 1)) {
            BrokerConnection abandoned = connector.abandonedSession(broker, "taken");
            abandoned.acceptResumedSession();
            abandoned.answerUnsubscribe();

            abandoned.disconnect(TAKEN_OVER);

            assertGivenUp(broker, task, "taken-1");
        }
    }

    /** MQTT 3.1.1 does not say why a link ended. */
    @Test
    void leavesASessionAloneWhereItsLinkBrokeAndANewerTaskHasStoredARecord() throws InterruptedException {
        connector.offsets.store("broken-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "broken", 0, 1, VERSION_3)) {
            BrokerConnection abandoned = connector.abandonedSession(broker, "broken");
            abandoned.acceptResumedSession();
            abandoned.answerUnsubscribe();

            connector.replace("broken-1");
            abandoned.cut();

            assertGivenUp(broker, task, "broken-1");
        }
    }

    @Test
    void neitherGivesUpNorEndsAnythingOnceANewerTaskHasStoredARecord() throws InterruptedException {
        connector.offsets.store("newer-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "newer", 0, 1)) {
            connector.connections(broker, 2);
            connector.replace("newer-0");
            BrokerConnection abandoned = connector.connections.get("newer-1");
            abandoned.acceptResumedSession();

            DividedConnector.assertLeaves(abandoned);
            assertGivenUp(broker, task, "newer-1");
        }
    }

    /** Of its own session, too, it may give up what the newer task has subscribed for itself. */
    @Test
    void givesUpNoSubscriptionOfItsOwnSession() throws InterruptedException {
        connector.offsets.store("mine-0", DividedConnector.memory("a/#,b/#,c/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "mine", 0, 1)) {
            BrokerConnection own = broker.nextConnection();
            own.expectConnect();
            connector.replace("mine-1");
            own.acceptResumedSession();
            own.answerSubscribe(1, 1);
            task.awaitConnections(1);
            int looks = connector.offsets.looks();
            await().until(() -> connector.offsets.looks() > looks
                    || task.counters().connections().sum() == 1);
            own.publish(1, "a/x", "1");
            task.commit(task.poll(1).get(0));

            assertThat(own.expectAcknowledgements(1)).containsExactly(1);
        }
    }

    @Test
    void waitsForKafkaBeforeItGivesUpOrEndsAnything() throws InterruptedException {
        connector.offsets.store("away-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "away", 0, 1)) {
            connector.connections(broker, 2);
            connector.offsets.away(true);
            connector.connections.get("away-0").acceptNewSession();
            connector.connections.get("away-0").answerSubscribe(1, 1);
            BrokerConnection abandoned = connector.connections.get("away-1");
            abandoned.acceptResumedSession();
            abandoned.publish(7, "b/x", "kept");
            connector.store(task, task.poll(1).get(0));
            assertThat(abandoned.expectAcknowledgements(1)).containsExactly(7);
            int looks = connector.offsets.looks();
            await().until(() -> connector.offsets.looks() > looks + 2);
            assertThat(abandoned.unread()).isZero();

            connector.offsets.away(false);

            assertThat(abandoned.answerUnsubscribe()).contains("b/#");
            abandoned.answerUnsubscribe();
            DividedConnector.assertEnds(abandoned);
        }
    }

    /** MQTT 3.1.1 has no goodbye for good: a clean client takes the session over while the link is up. */
    @Test
    void endsASessionOfMqtt311WhileItHasIt() throws InterruptedException {
        connector.offsets.store("old-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "old", 0, 1, VERSION_3)) {
            BrokerConnection abandoned = connector.abandonedSession(broker, "old");
            abandoned.acceptResumedSession();
            abandoned.answerUnsubscribe();
            abandoned.answerUnsubscribe();

            BrokerConnection clean = broker.nextConnection();
            ConnectPacket connect = clean.expectConnect();
            assertThat(abandoned.isUp()).isTrue();
            assertThat(connect.clientId()).isEqualTo("old-1");
            assertThat(connect.cleanStart()).isTrue();
            abandoned.cut(); // as every broker does
            clean.acceptNewSession();
            clean.expect(Packet.DISCONNECT);
            await().until(() -> isGone("old-1"));
            assertThat(task.pollOnce()).isEmpty();
        }
    }

    private static void assertGivenUp(ScriptedBroker broker, RunningTask task, String clientId)
            throws InterruptedException {
        await().until(() -> isGone(clientId));
        for (int i = 0; i < 5; i++) {
            assertThat(task.pollOnce()).isEmpty();
        }
        assertThat(broker.hasConnections()).isFalse();
    }

    private static boolean isGone(String clientId) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(("mqtt-session-" + clientId)::equals);
    }
}
