// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to sessions when the filters of a connector are divided again. */
class HandoverTest {
    private final DividedConnector connector = new DividedConnector();

    @Test
    void givesASubscriptionUpWhenItsSuccessorHasIt() throws InterruptedException {
        connector.offsets.store("moved-0", DividedConnector.memory("a/#,b/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask former = connector.task(broker, "moved", 0, 2)) {
            BrokerConnection old = broker.nextConnection().welcomeBackToSubscribe();
            old.publish(1, "b/x", "both");
            SourceRecord repeated = former.poll(1).get(0);
            connector.store(former, repeated);
            assertThat(old.expectAcknowledgements(1)).containsExactly(1);

            try (RunningTask successor = connector.task(broker, "moved", 1, 2)) {
                BrokerConnection fresh = broker.nextConnection().welcome();
                await().until(() -> connector.offsets.looks() > 5);
                assertThat(old.unread())
                        .as("Kafka has nothing of the successor yet")
                        .isZero();

                fresh.publish(1, "b/x", "both");
                connector.store(successor, successor.poll(1).get(0));

                assertThat(old.answerUnsubscribe()).contains("b/#").doesNotContain("a/#");
            }
        }
    }

    @Test
    void doesNotTrustWhatASuccessorRememberedFromBefore() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            try (RunningTask before = connector.task(broker, "again", 1, 2)) {
                broker.nextConnection().welcome().publish(1, "b/x", "1");
                connector.store(before, before.poll(1).get(0));
            }
            connector.offsets.store("again-0", DividedConnector.memory("a/#,b/#", 2));

            try (RunningTask former = connector.task(broker, "again", 0, 2)) {
                BrokerConnection old = broker.nextConnection().welcomeBackToSubscribe();
                int looks = connector.offsets.looks();
                await().until(() -> connector.offsets.looks() > looks + 3);

                assertThat(old.unread()).isZero();
                assertThat(former.pollOnce()).isEmpty();
            }
        }
    }

    @Test
    void givesUpAtOnceWhatNobodyWants() {
        connector.offsets.store("removed-0", DividedConnector.memory("a/#,b/#,c/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "removed", 0, 1)) {
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

    /** What comes of it is dealt with as what matches no filter. */
    @Test
    void livesWithASubscriptionThatTheBrokerDoesNotGiveUp() throws InterruptedException {
        connector.offsets.store("kept-0", DividedConnector.memory("a/#,b/#,c/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "kept", 0, 1)) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptResumedSession();
            connection.answerSubscribe(1, 1);
            connection.answerUnsubscribe(connection.expect(Packet.UNSUBSCRIBE), 0x87);
            connection.publish(7, "c/x", "unwanted");
            connection.publish(8, "a/x", "wanted");

            SourceRecord record = task.poll(1).get(0);
            assertThat(RunningTask.payload(record)).isEqualTo("wanted");
            task.commit(record);
            assertThat(connection.expectAcknowledgements(2)).containsExactly(7, 8);
            assertThat(connection.unread()).isZero();
        }
    }

    /** A division of which Kafka has no record may have been in force, whatever the records tell. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a/#"})
    void givesUpWhatAnotherTaskHasThoughNoRecordToldOfIt(String remembered) throws InterruptedException {
        if (!remembered.isEmpty()) {
            connector.offsets.store("untold-0", DividedConnector.memory(remembered, 2));
        }
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask former = connector.task(broker, "untold", 0, 2)) {
            BrokerConnection old = broker.nextConnection().welcomeBackToSubscribe();
            former.awaitConnections(1);
            try (RunningTask successor = connector.task(broker, "untold", 1, 2)) {
                BrokerConnection fresh = broker.nextConnection().welcome();
                successor.awaitConnections(1); // what came before proves no subscription
                fresh.publish(1, "b/x", "1");
                connector.store(successor, successor.poll(1).get(0));

                assertThat(old.answerUnsubscribe()).contains("b/#").doesNotContain("a/#");
            }
        }
    }

    /** Brokers that keep one queue for a group throw it away with the last subscription. */
    @Test
    void keepsAFormerGroupUntilItsBacklogHasCome() throws InterruptedException {
        connector.offsets.store("renamed-0", DividedConnector.memory("$share/g/a/#,$share/g/b/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "renamed", 0, 1, "mqtt.shared.group", "h")) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptResumedSession();
            connection.publish(7, "a/x", "backlog");
            connection.answerSubscribe(1, 1);
            SourceRecord record = task.poll(1).get(0);
            for (int i = 0; i < 10; i++) {
                task.pollOnce();
            }
            assertThat(connection.unread()).as("Kafka does not have it").isZero();

            task.commit(record);
            assertThat(connection.expectAcknowledgements(1)).containsExactly(7);
            assertThat(connection.answerUnsubscribe()).contains("$share/g/a/#", "$share/g/b/#");
        }
    }

    /** Offsets can be altered by hand, and the names of groups once had commas. */
    @Test
    void passesOverWhatIsNoSubscription() {
        connector.offsets.store("altered-0", DividedConnector.memory("$share/g,h/a/#,c/#/d,,$share/,d/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "altered", 0, 1)) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptResumedSession();
            connection.answerSubscribe(1, 1);

            assertThat(connection.answerUnsubscribe())
                    .contains("h/a/#", "d/#")
                    .doesNotContain("$share/")
                    .doesNotContain("c/#/d");
            task.awaitConnections(1);
            assertThat(task.counters().connections().sum()).isEqualTo(1);
        }
    }

    @Test
    void forwardsWhatAnyTaskWantsAndDropsTheRest() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "rest", 0, 2)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "elsewhere", "old");
            connection.publish(2, "b/x", "new");

            task.commit(task.poll(1).get(0));

            assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
            assertThat(task.counters().unwanted().sum()).isEqualTo(1);
        }
    }

    @Test
    void warnsWhenTheSessionOfAnEarlierTaskIsGone() {
        connector.offsets.store("lost-0", DividedConnector.memory("a/#,b/#", 1));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "lost", 0, 1)) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();
            connection.answerSubscribe(1, 1);

            await().until(() -> task.counters().sessionsLost().sum() == 1);
        }
    }

    /** The first task, alone for a while, ends the sessions of the others and remembers it. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1"})
    void missesNoSessionThatTheFirstTaskEnded(long sessionsOfTheFirst, long lost) {
        connector.offsets.store("regrown-0", DividedConnector.memory("a/#,b/#", sessionsOfTheFirst));
        connector.offsets.store("regrown-1", DividedConnector.memory("b/#", 2));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = connector.task(broker, "regrown", 1, 2)) {
            broker.nextConnection().welcome();
            task.awaitConnections(1);

            assertThat(task.counters().sessionsLost().sum()).isEqualTo(lost);
        }
    }

    @Test
    void everyTaskOfAGroupSubscribesUnderItsOwnName() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask first = connector.task(broker, "shared", 0, 2, "mqtt.shared.group", "g");
                RunningTask second = connector.task(broker, "shared", 1, 2, "mqtt.shared.group", "g")) {
            connector.connections(broker, 2);
            assertThat(connector.connections).containsOnlyKeys(first.clientId(), second.clientId());
            connector.connections.values().forEach(connection -> {
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
}
