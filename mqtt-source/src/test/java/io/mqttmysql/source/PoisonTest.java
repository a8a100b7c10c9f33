// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.message.Rejection.Reason;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that would kill the client library, or are too large: the session lives on. */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class PoisonTest {
    private static final int QOS_1 = 1 << 1;
    private static final int MAX_PACKET_BYTES = 2_048;

    @Parameter
    ProtocolVersion version;

    private ScriptedBroker broker;
    private RunningTask task;

    @BeforeEach
    void start() {
        broker = ScriptedBroker.start();
        task = RunningTask.start(version, broker.uri(), "mqtt.max.packet.bytes", Integer.toString(MAX_PACKET_BYTES));
    }

    @AfterEach
    void stop() {
        task.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "486f6d65" + "0e", // a control character
                "00", // NUL
                "486f6d65" + "c285", // NEL, a control character of two bytes
                "c328", // not UTF-8
                "eda080", // half a surrogate pair
                "c080", // NUL written with two bytes
                "efbfbe", // U+FFFE
                "f09fbfbe", // U+1FFFE
                "" // no topic at all
            })
    void acknowledgesInPlaceWhatHasNoLegalTopic(String topic) throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.publish(1, "Home/x", "first");
        connection.publish(QOS_1, 2, HexFormat.of().parseHex(topic), "poison".getBytes(StandardCharsets.UTF_8));
        connection.publish(3, "Home/x", "last");

        expectFirstAndLast(connection);

        assertThat(task.counters().rejected(Reason.MALFORMED_TOPIC).sum()).isEqualTo(1);
    }

    private void expectFirstAndLast(BrokerConnection connection) throws InterruptedException {
        List<SourceRecord> records = task.poll(2);
        assertThat(records).map(RunningTask::payload).containsExactly("first", "last");
        task.commit(records.get(1));
        assertThat(connection.unread()).isZero();
        task.commit(records.get(0));
        assertThat(connection.expectAcknowledgements(3)).containsExactly(1, 2, 3);
        task.awaitConnections(1);
        assertThat(task.counters().connections().sum()).isEqualTo(1);
    }

    @Test
    void acknowledgesInPlaceWhatIsTooLarge() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.publish(1, "Home/x", "first");
        connection.publish(2, "Home/x", "x".repeat(8_000_000));
        connection.publish(3, "Home/x", "last");

        expectFirstAndLast(connection);

        assertThat(task.counters().rejected(Reason.TOO_LARGE).sum()).isEqualTo(1);
    }

    @Test
    void takesWhatIsJustNotTooLarge() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        int head = version == ProtocolVersion.MQTT_5 ? 3 + 2 + 6 + 2 + 1 : 3 + 2 + 6 + 2;
        connection.publish(1, "Home/x", "x".repeat(MAX_PACKET_BYTES - head));
        connection.publish(2, "Home/x", "x".repeat(MAX_PACKET_BYTES - head + 1));

        task.poll(1).forEach(task::commit);
        task.pollOnce();

        assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
        assertThat(task.counters().rejected(Reason.TOO_LARGE).sum()).isEqualTo(1);
    }

    @Test
    void doesNotLoopOverPoisonThatComesAgain() throws InterruptedException {
        byte[] poison = {'H', 14};
        BrokerConnection first = broker.nextConnection().welcome();
        first.publish(QOS_1, 1, poison, new byte[0]);
        task.awaitReceived(1);
        first.cut();
        BrokerConnection second = broker.nextConnection().welcomeBack();
        task.awaitConnections(2);
        second.publish(QOS_1 | 1 << 3, 1, poison, new byte[0]);
        second.publish(2, "Home/x", "good");

        task.poll(1).forEach(task::commit);

        assertThat(second.expectAcknowledgements(2)).containsExactly(1, 2);
        assertThat(task.counters().rejected(Reason.MALFORMED_TOPIC).sum()).isEqualTo(1);
    }

    @Test
    void skipsPoisonAtQos0() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.publish(0, 0, new byte[] {7}, new byte[0]);
        connection.publish(0, 0, "Home/x".getBytes(StandardCharsets.UTF_8), new byte[MAX_PACKET_BYTES]);
        connection.publish(1, "Home/x", "good");

        assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("good");
        assertThat(task.counters().rejected(Reason.MALFORMED_TOPIC).sum()).isEqualTo(1);
        assertThat(task.counters().rejected(Reason.TOO_LARGE).sum()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Home/K\u00fcche", "Home/\uD83C\uDF21", "Home/\uFF01", "Home/\uFFFD", "Home/\u6E29\u5EA6"})
    void takesEveryLegalTopic(String topic) throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.publish(1, topic, "21.5");
        connection.publish(2, "Home/x", "last");

        List<SourceRecord> records = task.poll(2);

        assertThat(records.get(0).key()).isEqualTo(topic);
        assertThat(records.get(0).headers().lastWithName("mqtt.topic").value()).isEqualTo(topic);
        assertThat(records).map(RunningTask::payload).containsExactly("21.5", "last");
        records.forEach(task::commit);
        assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000", // a packet of type 0
        "1000", // CONNECT, which clients send
        "30ffffffff7f", // a length of five bytes
        "3003000548", // a message that ends within its topic
        "320700014800000000", // the packet id 0
        "9000", // SUBACK without a packet id
        "d0ffffff7f", // a ping response of 256 MB
    })
    void endsTheLinkOverGarbageAndComesBack(String garbage) throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        task.awaitConnections(1);

        connection.sendRaw(HexFormat.of().parseHex(garbage));

        assertThat(connection.endedByClient()).isTrue();
        broker.nextConnection().welcomeBack().publish(1, "Home/x", "again");
        assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("again");
    }

    @Test
    void failsOverMessagesThatWereSubscribedAtQos2() {
        broker.serve(connection -> {
            connection.expectConnect();
            connection.acceptResumedSession();
            connection.publish(2 << 1, 1, "Home/x".getBytes(StandardCharsets.UTF_8), new byte[0]);
        });

        assertThatThrownBy(task::pollUntilFailure)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("at QoS 2")
                .hasMessageContaining("set another mqtt.client.id, or mqtt.clean.start=true once");
    }
}
