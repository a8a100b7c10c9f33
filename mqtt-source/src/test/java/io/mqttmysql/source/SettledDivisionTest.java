// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts at which the filters are divided as before: nothing is handed over, and nobody is asked anything. */
class SettledDivisionTest {
    private final DividedConnector connector = new DividedConnector();

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void neitherReadsNorGivesUpAnything(int index) throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            runOnce(broker, "settled", index, 2);
            int before = connector.offsets.looks();

            try (RunningTask task = connector.task(broker, "settled", index, 2)) {
                BrokerConnection again = broker.nextConnection().welcomeBackToSubscribe();
                task.awaitConnections(1);
                again.publish(1, index == 0 ? "a/x" : "b/x", "again");
                connector.store(task, task.poll(1).get(0));
                assertThat(again.expectAcknowledgements(1)).containsExactly(1);
                task.pollOnce();

                assertThat(again.unread()).isZero();
                assertThat(connector.offsets.looks()).as("at its start only").isEqualTo(before + 1);
                assertThat(task.threads()).noneMatch(thread -> thread.startsWith("mqtt-handover"));
            }
        }
    }

    /** The offset of a task that is gone stays in Kafka as long as the connector is there. */
    @Test
    void connectsToNoClientWhoseSessionWasEnded() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            runOnce(broker, "once", 1, 2);
            endTheAbandonedSession(broker, "once");

            try (RunningTask task = connector.task(broker, "once", 0, 1)) {
                BrokerConnection own = broker.nextConnection();
                assertThat(own.expectConnect().clientId()).isEqualTo("once-0");
                own.acceptResumedSession();
                own.answerSubscribe(1, 1);
                task.awaitConnections(1);
                assertThat(task.pollOnce()).isEmpty();
                assertThat(broker.hasConnections()).isFalse();
            }
        }
    }

    @Test
    void findsASessionThatWasAbandonedAgain() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            runOnce(broker, "again", 1, 2);
            endTheAbandonedSession(broker, "again");
            runOnce(broker, "again", 1, 2);

            try (RunningTask task = connector.task(broker, "again", 0, 1)) {
                connector.connections(broker, 2);

                assertThat(connector.connections).containsKeys(task.clientId(), "again-1");
            }
        }
    }

    /** A task that got no messages in the meantime has stored no record of what it subscribed. */
    @Test
    void givesUpWhatADivisionWithoutARecordHasLeft() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            runOnce(broker, "silent", 0, 2);
            try (RunningTask task = connector.task(broker, "silent", 0, 2);
                    RunningTask other = connector.task(broker, "silent", 1, 2)) {
                connector.connections(broker, 2);
                BrokerConnection own = connector.connections.get("silent-0");
                own.acceptResumedSession();
                own.answerSubscribe(1);
                task.awaitConnections(1);
                connector.connections.get("silent-1").acceptNewSession();
                connector.connections.get("silent-1").answerSubscribe(1);
                other.awaitConnections(1);

                own.publish(1, "b/x", "both");
                connector.store(task, task.poll(1).get(0));
                assertThat(own.expectAcknowledgements(1)).containsExactly(1);
                int looks = connector.offsets.looks();
                await().until(() -> connector.offsets.looks() > looks + 1);
                connector.connections.get("silent-1").publish(1, "b/x", "both");
                connector.store(other, other.poll(1).get(0));

                assertThat(own.answerUnsubscribe()).contains("b/#").doesNotContain("a/#");
            }
        }
    }

    /** One message, then the end. */
    private void runOnce(ScriptedBroker broker, String name, int index, int count) throws InterruptedException {
        try (RunningTask task = connector.task(broker, name, index, count)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            task.awaitConnections(1);
            connection.publish(1, index == 0 ? "a/x" : "b/x", "once");
            connector.store(task, task.poll(1).get(0));
            assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
        }
    }

    /** Task 0, alone, empties the session of task 1 and then stores a record. */
    private void endTheAbandonedSession(ScriptedBroker broker, String name) throws InterruptedException {
        try (RunningTask task = connector.task(broker, name, 0, 1)) {
            BrokerConnection abandoned = connector.abandonedSession(broker, name);
            abandoned.acceptNewSession();
            DividedConnector.assertEnds(abandoned);
            await().until(() -> task.counters().connections().sum() == 1
                    && Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("mqtt-session-" + name + "-1")));
            BrokerConnection own = connector.connections.get(name + "-0");
            own.publish(1, "a/x", "alone");
            SourceRecord record = task.poll(1).get(0);
            connector.store(task, record);
            assertThat(own.expectAcknowledgements(1)).containsExactly(1);
        }
    }
}
