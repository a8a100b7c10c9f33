// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** What happens on the wire when links come and go. */
class ReconnectTest {
    private static final int RECONNECTIONS = 25;

    @Test
    void asksForItsSessionWithoutWhatPahoCannotDo() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task =
                        RunningTask.start(broker.uri(), "mqtt.username", "house", "mqtt.password", "s3cret")) {
            ConnectPacket connect = broker.nextConnection().expectConnect();

            assertThat(connect.version()).isEqualTo(5);
            assertThat(connect.clientId()).isEqualTo(task.clientId());
            assertThat(connect.cleanStart()).isFalse();
            assertThat(connect.keepAliveSeconds()).isEqualTo(30);
            assertThat(connect.login()).isEqualTo(new ConnectPacket.Login("house", "s3cret"));
            assertThat(connect.properties())
                    .containsEntry(ConnectPacket.SESSION_EXPIRY, 86_400L)
                    .containsEntry(ConnectPacket.RECEIVE_MAXIMUM, 4_096L)
                    .doesNotContainKeys(ConnectPacket.TOPIC_ALIAS_MAXIMUM, ConnectPacket.MAXIMUM_PACKET_SIZE);
        }
    }

    @Test
    void subscribesOnEveryConnectionAndWantsRetainedMessagesOnce() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            for (int i = 0; i < 2; i++) {
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.acceptResumedSession();
                Packet subscribe = connection.answerSubscribe(1);

                // packet id, no properties, then filter and options: QoS 1, retain handling 1
                String rest = new String(subscribe.body(), 2, subscribe.body().length - 2, StandardCharsets.UTF_8);
                assertThat(rest).isEqualTo("\0\0\6Home/#\21");
                connection.cut();
            }
            assertThat(task.counters().overruns().sum()).isZero();
        }
    }

    @Test
    void startsCleanOnItsFirstConnectionOnly() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.clean.start", "true")) {
            BrokerConnection busy = broker.nextConnection();
            assertThat(busy.expectConnect().cleanStart()).isTrue();
            busy.refuse(0x89);
            BrokerConnection first = broker.nextConnection();
            assertThat(first.expectConnect().cleanStart()).isTrue();
            first.acceptNewSession();
            first.expect(Packet.SUBSCRIBE);
            first.cut();

            ConnectPacket second = broker.nextConnection().expectConnect();
            assertThat(second.cleanStart()).isFalse();
            assertThat(second.clientId()).isEqualTo(task.clientId());
        }
    }

    @Test
    void waitsForABrokerThatIsNotThereYet() throws InterruptedException {
        int port = ScriptedBroker.freePort();
        try (RunningTask task = RunningTask.start("tcp://127.0.0.1:" + port)) {
            assertThat(task.pollOnce()).isEmpty();
            try (ScriptedBroker broker = ScriptedBroker.startOn(port)) {
                broker.nextConnection().welcome().publish(1, "Home/x", "21.5");

                assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("21.5");
            }
        }
    }

    @Test
    void turnsToTheNextServerWhenOneIsGone() {
        String nobody = "tcp://127.0.0.1:" + ScriptedBroker.freePort();
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(nobody + "," + broker.uri())) {
            broker.nextConnection().welcome();

            await().until(() -> task.counters().connections().sum() == 1);
        }
    }

    @Test
    void asksTheServerThatHasItsSessionFirst() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                ScriptedBroker other = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri() + "," + other.uri())) {
            BrokerConnection first = broker.nextConnection().welcome();
            long connected = System.nanoTime();
            task.awaitConnections(1);
            await().until(() ->
                    System.nanoTime() - connected > Duration.ofMillis(100).toNanos());
            first.cut();

            // it does not come up again: the next one
            broker.nextConnection().cut();
            other.nextConnection().welcome();
        }
    }

    @Test
    void comesBackAfterTheServerSaidGoodbye() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection first = broker.nextConnection().welcome();
            first.disconnect(0x8B);
            assertThat(first.endedByClient()).isTrue();
            broker.nextConnection().welcomeBack().publish(7, "Home/x", "again");

            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("again");
        }
    }

    /** Some brokers miscount once acknowledgements flow; to leave the link would bring the same again, forever. */
    @Test
    void takesWhatABrokerSendsBeyondTheReceiveMaximum() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.receive.maximum", "2")) {
            BrokerConnection connection = broker.nextConnection();
            assertThat(connection.expectConnect().properties()).containsEntry(ConnectPacket.RECEIVE_MAXIMUM, 2L);
            connection.acceptNewSession();
            connection.answerSubscribe(1);
            List.of(1, 2, 3, 4, 5).forEach(id -> connection.publish(id, "Home/x", id.toString()));

            task.poll(5).forEach(task::commit);

            assertThat(connection.expectAcknowledgements(5)).containsExactly(1, 2, 3, 4, 5);
            assertThat(task.counters().overruns().sum()).isZero();
        }
    }

    @Test
    void asksForLessOnceTheBufferWasFull() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(
                        broker.uri(), "mqtt.buffer.max.bytes", "4096", "mqtt.max.packet.bytes", "2048")) {
            BrokerConnection first = broker.nextConnection().welcome();
            List.of(1, 2, 3).forEach(id -> first.publish(id, "Home/x", "x".repeat(1_500)));
            List<SourceRecord> records = task.poll(2);
            task.awaitOverruns(1);
            records.forEach(task::commit);
            assertThat(first.endedByClient()).isTrue();
            BrokerConnection second = broker.nextConnection();

            assertThat(second.expectConnect().properties()).containsEntry(ConnectPacket.RECEIVE_MAXIMUM, 2L);
        }
    }

    @Test
    void asksForLessAndLessUntilLargeMessagesFit() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(
                        broker.uri(), "mqtt.buffer.max.bytes", "4096", "mqtt.max.packet.bytes", "1024")) {
            long overruns = 0;
            for (long announced : List.of(4_096L, 4L)) {
                BrokerConnection connection = broker.nextConnection();
                assertThat(connection.expectConnect().properties())
                        .containsEntry(ConnectPacket.RECEIVE_MAXIMUM, announced);
                connection.acceptResumedSession();
                connection.answerSubscribe(1);
                // each takes some 1400 bytes
                List.of(1, 2, 3).forEach(id -> connection.publish(id, "Home/x", "x".repeat(990)));
                List<SourceRecord> records = task.poll(2);
                task.awaitOverruns(++overruns);
                records.forEach(task::commit);
                assertThat(connection.endedByClient()).isTrue();
            }

            assertThat(broker.nextConnection().expectConnect().properties())
                    .containsEntry(ConnectPacket.RECEIVE_MAXIMUM, 2L);
        }
    }

    @Test
    void leavesNoThreadBehindAtAProxyWithoutABroker() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            for (int i = 0; i < 5; i++) {
                broker.nextConnection().cut();
            }
            broker.nextConnection().welcome();

            await().untilAsserted(() -> assertThat(task.threads()).hasSize(5));
        }
    }

    @Test
    void leavesNoThreadBehindAtReconnects() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            RunningTask task = RunningTask.start(broker.uri());
            for (int i = 0; i < RECONNECTIONS; i++) {
                BrokerConnection connection = broker.nextConnection().welcomeBack();
                connection.publish(1, "Home/x", "x");
                task.poll(1).forEach(task::commit);
                connection.expectAcknowledgements(1);
                connection.cut();
            }
            broker.nextConnection().welcomeBack();

            // session, receiver, sender, callback, ping
            await().untilAsserted(() -> assertThat(task.threads()).hasSize(5));
            task.close();
            await().untilAsserted(() -> assertThat(task.threads()).isEmpty());
        }
    }
}
