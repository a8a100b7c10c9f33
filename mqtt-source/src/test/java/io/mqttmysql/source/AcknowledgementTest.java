// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

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

/** The acknowledgement protocol as a broker sees it on the wire, in both versions of MQTT. */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class AcknowledgementTest {
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
    void acknowledgesInArrivalOrderHoweverKafkaStores() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        publish(connection, 11, 12, 13, 14);
        List<SourceRecord> records = task.poll(4);

        task.commit(records.get(2));
        task.commit(records.get(1));
        assertThat(connection.unread()).isZero();
        task.commit(records.get(0));

        assertThat(connection.expectAcknowledgements(3)).containsExactly(11, 12, 13);
        task.commit(records.get(3));
        assertThat(connection.expectAcknowledgements(1)).containsExactly(14);
    }

    @Test
    void acknowledgesNothingThatKafkaDoesNotHave() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        publish(connection, 1, 2);
        List<SourceRecord> records = task.poll(2);

        task.commit(records.get(1));
        task.close();

        // everything that was sent comes before the goodbye
        connection.expect(Packet.DISCONNECT);
    }

    @Test
    void acknowledgesWhatConnectDropped() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        publish(connection, 1, 2);
        List<SourceRecord> records = task.poll(2);

        task.drop(records.get(0));
        task.commit(records.get(1));

        assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
    }

    @Test
    void neverAcknowledgesAcrossConnections() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2);
        List<SourceRecord> old = task.poll(2);
        first.cut();
        BrokerConnection second = broker.nextConnection().welcomeBack();
        // the same packet ids for other messages
        second.publish(1, "Home/x", "other 1");
        second.publish(2, "Home/x", "other 2");
        List<SourceRecord> current = task.poll(2);

        old.forEach(task::commit);
        task.commit(current.get(1));
        assertThat(second.unread()).isZero();
        task.commit(current.get(0));

        assertThat(second.expectAcknowledgements(2)).containsExactly(1, 2);
        task.close();
        second.expect(Packet.DISCONNECT);
    }

    @Test
    void keepsUnsentMessagesThoughTheSessionIsResumed() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2, 3);
        assertThat(task.poll(3)).hasSize(3);
        publish(first, 4, 5);
        first.publishQos0("Home/x", "qos 0");
        awaitArrivals(first, 6);
        first.cut();
        BrokerConnection second = broker.nextConnection().welcomeBack();
        task.awaitConnections(2);

        assertThat(task.poll(3)).map(RunningTask::payload).containsExactly("4", "5", "qos 0");
        assertThat(second.unread()).isZero();
    }

    @Test
    void keepsUnsentMessagesThatTheBrokerHasForgotten() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2);
        awaitArrivals(first, 2);
        first.cut();
        BrokerConnection second = broker.nextConnection().welcome();
        second.publish(1, "Home/x", "new");

        List<SourceRecord> records = task.poll(3);

        assertThat(records).map(RunningTask::payload).containsExactly("1", "2", "new");
        records.forEach(task::commit);
        assertThat(second.expectAcknowledgements(1)).containsExactly(1);
        assertThat(second.unread()).isZero();
        assertThat(task.counters().sessionsLost().sum()).isEqualTo(1);
    }

    @Test
    void keepsUnsentMessagesWhenALostAnswerMayHaveBegunTheSession() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        publish(first, 1, 2);
        awaitArrivals(first, 2);
        first.cut();
        BrokerConnection unanswered = broker.nextConnection();
        unanswered.expectConnect();
        unanswered.cut();
        broker.nextConnection().welcomeBackToSubscribe();

        assertThat(task.poll(2)).map(RunningTask::payload).containsExactly("1", "2");
    }

    @Test
    void toleratesRecordsThatAreStoredAfterTheStop() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        publish(connection, 1);
        List<SourceRecord> records = task.poll(1);
        task.close();

        task.commit(records.get(0));

        connection.expect(Packet.DISCONNECT);
    }

    private static void publish(BrokerConnection connection, int... packetIds) {
        for (int id : packetIds) {
            connection.publish(id, "Home/x", Integer.toString(id));
        }
    }

    private void awaitArrivals(BrokerConnection connection, long count) {
        task.awaitReceived(count);
        assertThat(connection.unread()).isZero();
    }
}
