// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connectors between MQTT and Kafka are known to lose messages, each as a test that this one does not. */
class KnownLossesTest {
    private static final int BACKLOG = 500;

    @Test
    @DisplayName("all tasks connect with one client id, and the broker throws each out in favour of the next")
    void everyTaskHasAClientIdOfItsOwn() {
        MqttSourceConnector connector = new MqttSourceConnector();
        Map<String, String> properties = RunningTask.properties("tcp://broker:1883");
        properties.put("name", "house");
        properties.put("mqtt.shared.group", "g");
        connector.start(properties);

        assertThat(connector.taskConfigs(3))
                .extracting(task ->
                        MqttSourceConfig.parse(task).connection().session().clientId())
                .containsExactly("house-0", "house-1", "house-2");
    }

    @Test
    @DisplayName("a new client id at every start, so that the broker keeps the messages for somebody who never comes")
    void keepsItsClientIdFromStartToStart() {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            for (int start = 0; start < 2; start++) {
                RunningTask task = RunningTask.start(broker.uri(), "name", "house");
                ConnectPacket connect = broker.nextConnection().expectConnect();
                task.close();

                assertThat(connect.clientId()).isEqualTo("house-0");
            }
        }
    }

    @Test
    @DisplayName("the session is not taken up again although no clean start was asked for")
    void asksForTheSessionThatIsThere() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            ConnectPacket connect = broker.nextConnection().expectConnect();

            assertThat(connect.cleanStart()).isFalse();
            assertThat(connect.properties().get(ConnectPacket.SESSION_EXPIRY)).isEqualTo(86_400L);
            assertThat(connect.clientId()).isEqualTo(task.clientId());
        }
    }

    @Test
    @DisplayName("subscribing from the connect callback hangs when a persistent session has many messages")
    void subscribesWhileABacklogPoursIn() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptResumedSession();
            for (int id = 1; id <= BACKLOG; id++) {
                connection.publish(id, "Home/x", "waited");
            }

            connection.answerSubscribe(1);

            task.poll(BACKLOG).forEach(task::commit);
            assertThat(connection.expectAcknowledgements(BACKLOG))
                    .startsWith(1, 2, 3)
                    .endsWith(BACKLOG);
        }
    }

    @Test
    @DisplayName("what was published while the connector was away arrives before its callback is set, and is dropped")
    void takesWhatComesBeforeItHasSubscribed() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptResumedSession();
            connection.publish(1, "Home/x", "missed you");

            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("missed you");
        }
    }

    @Test
    @DisplayName("acknowledged when the client library has it, before Kafka does")
    void acknowledgesNothingThatKafkaDoesNotHave() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", "21.5");
            connection.publish(2, "Home/x", "21.6");
            List<SourceRecord> records = task.poll(2);
            task.pollOnce();
            assertThat(connection.unread()).isZero();

            records.forEach(task::commit);

            assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
        }
    }

    @Test
    @DisplayName("commit() acknowledges everything although Kafka has only a part")
    void commitAcknowledgesOnlyWhatIsReported() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = broker.nextConnection().welcome();
            for (int id = 1; id <= 100; id++) {
                connection.publish(id, "Home/x", "21.5");
            }
            List<SourceRecord> records = task.poll(100);
            records.subList(0, 30).forEach(task::commit);

            Thread offsets = new Thread(task::settle, "SourceTaskOffsetCommitter-1");
            offsets.start();
            offsets.join();
            task.pollOnce();

            assertThat(connection.expectAcknowledgements(30)).endsWith(30);
            task.pollOnce();
            assertThat(connection.unread()).isZero();
        }
    }

    @Test
    @DisplayName("a message that is sent again is taken for one that was processed, by its flag")
    void forwardsWhatIsMarkedAsADuplicate() throws InterruptedException {
        int duplicateAtQos1 = 1 << 3 | 1 << 1;
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(
                    duplicateAtQos1,
                    9,
                    "Home/x".getBytes(StandardCharsets.UTF_8),
                    "again".getBytes(StandardCharsets.UTF_8));

            task.poll(1).forEach(task::commit);

            assertThat(connection.expectAcknowledgements(1)).containsExactly(9);
        }
    }

    @ParameterizedTest
    @DisplayName("topics that make no name of a Kafka topic stop the flow")
    @ValueSource(strings = {"Home/living room", "Home/a.b_c", "$SYS/broker/uptime", "Haus/Küche/🌡", "/", " ", "a//b"})
    void takesTopicsThatAreNoKafkaNames(String topic) throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.topic.filters", "#, $SYS/#")) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();
            connection.answerSubscribe(1, 1);
            connection.publish(1, topic, "21.5");

            SourceRecord record = task.poll(1).get(0);

            assertThat(record.topic()).isEqualTo("readings");
            assertThat(record.key()).isEqualTo(topic);
            task.commit(record);
            assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
        }
    }

    @Test
    @DisplayName("two equal messages become one")
    void tellsEqualMessagesApart() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", "0");
            connection.publish(2, "Home/x", "0");

            List<SourceRecord> records = task.poll(2);
            assertThat(records.get(0)).isNotEqualTo(records.get(1));
            task.commit(records.get(1));
            await().until(() -> task.counters().completed().sum() == 1);
            assertThat(connection.unread()).isZero();
            task.commit(records.get(0));

            assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
        }
    }
}
