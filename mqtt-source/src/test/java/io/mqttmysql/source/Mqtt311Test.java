// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is different in MQTT 3.1.1, and how it is made up for. */
class Mqtt311Test {
    private static final int QOS_1 = 1 << 1;
    private static final int DUPLICATE = 1 << 3;

    private ScriptedBroker broker;

    @BeforeEach
    void start() {
        broker = ScriptedBroker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private RunningTask task(String... options) {
        return RunningTask.start(ProtocolVersion.MQTT_3_1_1, broker.uri(), options);
    }

    @Test
    void asksForItsSession() {
        try (RunningTask task = task("mqtt.username", "house", "mqtt.password", "s3cret")) {
            ConnectPacket connect = broker.nextConnection().expectConnect();

            assertThat(connect.version()).isEqualTo(4);
            assertThat(connect.clientId()).isEqualTo(task.clientId());
            assertThat(connect.cleanStart()).isFalse();
            assertThat(connect.keepAliveSeconds()).isEqualTo(30);
            assertThat(connect.login()).isEqualTo(new ConnectPacket.Login("house", "s3cret"));
        }
    }

    @Test
    void makesTheBrokerForgetAndThenBeginsASessionThatLasts() {
        try (RunningTask task = task("mqtt.clean.start", "true")) {
            BrokerConnection forgetting = broker.nextConnection();
            assertThat(forgetting.expectConnect().cleanStart()).isTrue();
            forgetting.acceptNewSession();
            forgetting.expect(Packet.DISCONNECT);
            BrokerConnection lasting = broker.nextConnection();
            assertThat(lasting.expectConnect().cleanStart()).isFalse();
            lasting.acceptNewSession();
            lasting.answerSubscribe(1);
            task.awaitConnections(1);
            lasting.cut();

            assertThat(broker.nextConnection().expectConnect().cleanStart()).isFalse();
        }
    }

    @Test
    void subscribesAgainOnlyWhereTheBrokerForgot() throws InterruptedException {
        try (RunningTask task = task()) {
            BrokerConnection first = broker.nextConnection().welcome();
            task.awaitConnections(1);
            first.cut();
            BrokerConnection resumed = broker.nextConnection();
            resumed.expectConnect();
            resumed.acceptResumedSession();
            task.awaitConnections(2);
            resumed.publish(1, "Home/x", "1");
            task.poll(1).forEach(task::commit);
            assertThat(resumed.expectAcknowledgements(1)).containsExactly(1); // and no SUBSCRIBE before
            resumed.cut();

            broker.nextConnection().welcome();
            task.awaitConnections(3);
            assertThat(task.counters().sessionsLost().sum()).isEqualTo(1);
        }
    }

    @Test
    void saysWhetherTheBrokerSentAMessageBefore() throws InterruptedException {
        try (RunningTask task = task()) {
            BrokerConnection connection = broker.nextConnection().welcome();
            byte[] topic = "Home/x".getBytes(StandardCharsets.UTF_8);
            connection.publish(QOS_1, 1, topic, new byte[0]);
            connection.publish(QOS_1 | DUPLICATE, 2, topic, new byte[0]);

            assertThat(task.poll(2))
                    .extracting(record ->
                            record.headers().lastWithName("mqtt.duplicate").value())
                    .containsExactly("false", "true");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | unsupported protocol version (return code 1)",
                "2 | client identifier not valid (return code 2); choose another mqtt.client.id",
                "4 | bad user name or password (return code 4); check mqtt.username and mqtt.password",
                "5 | not authorized (return code 5); check mqtt.username",
            })
    void failsWhenTheBrokerKeepsRefusing(int code, String words) {
        try (RunningTask task = task()) {
            for (int i = 0; i < 5; i++) {
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.refuse(code);
            }

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("refused this task 5 times in a row: " + words);
        }
    }

    @Test
    void waitsForABrokerThatIsNotReady() throws InterruptedException {
        try (RunningTask task = task()) {
            for (int i = 0; i < 8; i++) {
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.refuse(3);
            }
            broker.nextConnection().welcome().publish(1, "Home/x", "ready");

            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("ready");
        }
    }

    @Test
    void failsWhenASubscriptionStaysForbidden() {
        try (RunningTask task = task()) {
            for (int i = 0; i < 5; i++) {
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.acceptNewSession();
                connection.answerSubscribe(0x80);
            }

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("subscription to 'Home/#'");
        }
    }
}
