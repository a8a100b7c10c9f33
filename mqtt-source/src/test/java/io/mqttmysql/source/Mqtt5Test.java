// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.message.Rejection.Reason;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only MQTT 5 has: properties, reasons for the end of a connection. */
class Mqtt5Test {
    private static final int QOS_1 = 1 << 1;
    private static final byte[] TOPIC = "Home/x".getBytes(StandardCharsets.UTF_8);

    private ScriptedBroker broker;
    private RunningTask task;

    @BeforeEach
    void start() {
        broker = ScriptedBroker.start();
        task = RunningTask.start(
                broker.uri(),
                "mqtt.connect.user.site",
                "Graz",
                "mqtt.connect.user.role",
                "archive",
                "mqtt.reconnect.backoff.max.ms",
                "1000");
    }

    @AfterEach
    void stop() {
        task.close();
        broker.close();
    }

    @Test
    void introducesItselfWithItsUserProperties() {
        assertThat(broker.nextConnection().expectConnect().userProperties())
                .containsEntry("site", "Graz")
                .containsEntry("role", "archive");
    }

    @ParameterizedTest
    @CsvSource({
        "0300026107", // content type with a control character
        "080002c328", // response topic that is not UTF-8
        "260001610002ff41", // user property with a value that is not UTF-8
        "26000161", // user property without a value
        "0300056162", // content type that ends behind the properties
        "0100" + "0100", // payload format twice
        "230001", // a topic alias, which the broker was not allowed
        "1100000001", // session expiry, which no message has
        "098000", // correlation data of negative length for the library
        "7f", // no property
    })
    void acknowledgesInPlaceWhatHasIllegalProperties(String properties) throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.publishWithProperties(QOS_1, 1, TOPIC, HexFormat.of().parseHex(properties), new byte[3]);
        connection.publish(2, "Home/x", "good");

        task.poll(1).forEach(task::commit);

        assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
        assertThat(task.counters().rejected(Reason.MALFORMED_PROPERTIES).sum()).isEqualTo(1);
        task.awaitConnections(1);
        assertThat(task.counters().connections().sum()).isEqualTo(1);
    }

    @Test
    void rejectsAMessageWhosePropertiesAreLongerThanItself() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        // PUBLISH, QoS 1, topic a, id 1, 256 MB of properties
        connection.sendRaw(HexFormat.of().parseHex("3209000161" + "0001" + "ffffff7f"));
        connection.publish(2, "Home/x", "good");

        task.poll(1).forEach(task::commit);

        assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
        assertThat(task.counters().rejected(Reason.MALFORMED_PROPERTIES).sum()).isEqualTo(1);
    }

    @Test
    void handsLegalPropertiesOn() throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        String everything = "0101" + "0200000e10" + "030001" + "43" + "080001" + "52" + "09000101" + "0bff7f" + "0b01"
                + "26000161000162" + "26000161000163";
        connection.publishWithProperties(QOS_1, 1, TOPIC, HexFormat.of().parseHex(everything), new byte[] {'7'});

        SourceRecord record = task.poll(1).get(0);

        assertThat(RunningTask.payload(record)).isEqualTo("7");
        assertThat(record.headers().lastWithName("mqtt.content.type").value()).isEqualTo("C");
        assertThat(record.headers().lastWithName("mqtt.response.topic").value()).isEqualTo("R");
        assertThat(record.headers().lastWithName("mqtt.message.expiry").value()).isEqualTo("3600");
        assertThat(record.headers().allWithName("mqtt.user.a"))
                .toIterable()
                .extracting(header -> header.value())
                .containsExactly("b", "c");
        assertThat(record.headers().lastWithName("mqtt.duplicate")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0x89", // server busy
        "0x8B", // server shutting down
        "0x8D", // keep alive timeout
        "0x93", // receive maximum exceeded
        "0x95", // packet too large
        "0x97", // quota exceeded
        "0x98", // administrative action
        "0x00", // normal
    })
    void comesBackAfterAGoodbye(String reason) throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        first.disconnect(Integer.decode(reason));
        assertThat(first.endedByClient()).isTrue();
        broker.nextConnection().welcomeBack().publish(7, "Home/x", "again");

        assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("again");
    }

    @ParameterizedTest
    @CsvSource({
        "90060001" + "ffffff7f", // SUBACK
        "e00500" + "ffffff7f", // DISCONNECT
    })
    void endsTheLinkOverPropertiesLongerThanTheirPacket(String packet) throws InterruptedException {
        BrokerConnection connection = broker.nextConnection().welcome();
        task.awaitConnections(1);

        connection.sendRaw(HexFormat.of().parseHex(packet));

        assertThat(connection.endedByClient()).isTrue();
        broker.nextConnection().welcomeBack();
    }

    @Test
    void failsAtABrokerThatSpeaksOnly311() {
        broker.serve(connection -> {
            connection.expectConnect();
            connection.sendRaw(BrokerConnection.bytes(0x20, 2, 0, 1));
        });

        assertThatThrownBy(task::pollUntilFailure)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("write mqtt.protocol.version=3.1.1");
    }

    @Test
    void keepsUnsentMessagesWhenAnotherClientMayHaveEmptiedTheSession() throws InterruptedException {
        BrokerConnection first = broker.nextConnection().welcome();
        first.publish(1, "Home/x", "1");
        first.publish(2, "Home/x", "2");
        task.awaitReceived(2);
        first.disconnect(0x8E);
        broker.nextConnection().welcomeBack();
        task.awaitConnections(2);

        assertThat(task.poll(2)).map(RunningTask::payload).containsExactly("1", "2");
    }
}
