// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that come again on a resumed session, or do not: none is lost, and none that is held here comes twice. */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class RedeliveryTest {
    private static final int TWO_SERVERS_DOWN = 2;

    @Parameter
    ProtocolVersion version;

    private ScriptedBroker broker;
    private RunningTask task;

    @BeforeEach
    void start() {
        broker = ScriptedBroker.start();
        task = RunningTask.start(version, broker.uri());
    }

    @AfterEach
    void stop() {
        task.close();
        broker.close();
    }

    @Test
    void takesHeldMessagesForWhatTheyAreAndAcknowledgesThemInTheirNewOrder() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2, 3);
        List<SourceRecord> atConnect = task.poll(3);
        publish(first, 4, 5);
        task.awaitReceived(5);
        first.cut();
        BrokerConnection second = broker.nextConnection().welcomeBack();
        publishAgain(second, 2, 1, 3, 4, 5);
        publish(second, 6);
        task.awaitReceived(6);

        List<SourceRecord> rest = task.poll(3);
        assertThat(rest).map(RunningTask::payload).containsExactly("4", "5", "6");
        atConnect.forEach(task::commit);
        rest.forEach(task::commit);

        assertThat(second.expectAcknowledgements(6)).containsExactly(2, 1, 3, 4, 5, 6);
        assertThat(task.pollOnce()).isEmpty();
        assertThat(task.counters().rehomed().sum()).isEqualTo(5);
        assertThat(task.counters().acknowledged().sum()).isEqualTo(6);
    }

    @Test
    void acknowledgesAtOnceWhatKafkaGotWhileTheLinkWasAway() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2);
        List<SourceRecord> records = task.poll(2);
        first.cut();
        BrokerConnection second = broker.nextConnection();
        second.expectConnect();
        records.forEach(task::commit);
        second.acceptResumedSession();
        publishAgain(second, 1, 2);
        if (version == ProtocolVersion.MQTT_5) {
            second.answerSubscribe(1);
        }

        assertThat(second.expectAcknowledgements(2)).containsExactly(1, 2);
        assertThat(task.pollOnce()).isEmpty();
    }

    @Test
    void handsOnWhatAResumedSessionHasForgotten() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2, 3);
        task.awaitReceived(3);
        first.cut();
        BrokerConnection second = broker.nextConnection().welcomeBack();
        publishAgain(second, 2);
        publish(second, 1); // says the same as the one before under this id
        task.awaitReceived(4);

        List<SourceRecord> records = task.poll(4);

        assertThat(records).map(RunningTask::payload).containsExactly("1", "2", "3", "1");
        records.forEach(task::commit);
        assertThat(second.expectAcknowledgements(2)).containsExactly(2, 1);
        task.close();
        second.expect(Packet.DISCONNECT);
    }

    @Test
    void takesOtherContentForAnotherMessage() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2);
        task.poll(2);
        first.cut();
        BrokerConnection second = broker.nextConnection().welcomeBack();
        second.publishAgain(1, "Home/x", "other");
        second.publishAgain(2, "Home/y", "2");
        second.publishAgain(1, "Home/x", "1"); // the id belongs to the other one now

        assertThat(task.poll(3)).map(RunningTask::payload).containsExactly("other", "2", "1");
    }

    @Test
    void believesNoFlagOnANewSession() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1);
        task.poll(1);
        first.cut();
        publishAgain(broker.nextConnection().welcome(), 1);

        assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("1");
    }

    /** A broker that forgets may have used the packet id for a message that was lost with the connection between. */
    @Test
    void asksForNoMoreThanTheConnectionBefore() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2);
        task.poll(2);
        first.cut();
        BrokerConnection between = broker.nextConnection().welcomeBack();
        publishAgain(between, 2);
        await().until(() -> task.counters().rehomed().sum() == 1);
        between.cut();
        publishAgain(broker.nextConnection().welcomeBack(), 1, 2);

        assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("1");
        await().until(() -> task.counters().rehomed().sum() == 2);
    }

    @Test
    void goesOnAfterAnAttemptThatWasNotAccepted() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1);
        List<SourceRecord> records = task.poll(1);
        first.cut();
        for (int i = 0; i < TWO_SERVERS_DOWN; i++) {
            BrokerConnection busy = broker.nextConnection();
            busy.expectConnect();
            busy.refuse(version == ProtocolVersion.MQTT_5 ? 0x88 : 3);
        }
        BrokerConnection second = broker.nextConnection().welcomeBack();
        publishAgain(second, 1);
        await().until(() -> task.counters().rehomed().sum() == 1);

        records.forEach(task::commit);

        assertThat(second.expectAcknowledgements(1)).containsExactly(1);
        assertThat(task.pollOnce()).isEmpty();
    }

    @Test
    void trustsNothingAfterAnAttemptWithoutAnAnswer() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1);
        task.poll(1);
        first.cut();
        BrokerConnection unanswered = broker.nextConnection();
        unanswered.expectConnect();
        unanswered.cut();
        publishAgain(broker.nextConnection().welcomeBackToSubscribe(), 1);

        assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("1");
    }

    private static void publish(BrokerConnection connection, int... packetIds) {
        for (int id : packetIds) {
            connection.publish(id, "Home/x", Integer.toString(id));
        }
    }

    private static void publishAgain(BrokerConnection connection, int... packetIds) {
        for (int id : packetIds) {
            connection.publishAgain(id, "Home/x", Integer.toString(id));
        }
    }
}
