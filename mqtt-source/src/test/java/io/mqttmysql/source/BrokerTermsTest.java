// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker of MQTT 5 says with CONNACK beside yes or no (section 3.2.2.3): honoured, told or refused. */
class BrokerTermsTest {
    private static final int SESSION_EXPIRY = 0x11;
    private static final int SERVER_KEEP_ALIVE = 0x13;
    private static final int SERVER_REFERENCE = 0x1C;
    private static final int REASON = 0x1F;
    private static final int MAX_PACKET_SIZE = 0x27;
    private static final int WILDCARDS = 0x28;
    private static final int SHARED_SUBSCRIPTIONS = 0x2A;

    /** It is about what the broker takes, not about what it sends. */
    @Test
    void takesMessagesLargerThanTheBrokerDoes() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = connect(broker, MAX_PACKET_SIZE, 0, 0, 0, 100);
            connection.answerSubscribe(1);
            connection.publish(1, "Home/x", "x".repeat(5_000));

            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("x".repeat(5_000));
            task.awaitConnections(1);
            assertThat(task.counters().connections().sum()).isEqualTo(1);
        }
    }

    @Test
    void sendsNoSubscribeThatIsLargerThanTheBrokerTakes() {
        String filters = IntStream.range(0, 4).mapToObj(i -> i + "x".repeat(40)).collect(Collectors.joining(","));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.topic.filters", filters)) {
            BrokerConnection connection = connect(broker, MAX_PACKET_SIZE, 0, 0, 0, 100);

            List<Packet> asked = List.of(connection.answerSubscribe(1, 1), connection.answerSubscribe(1, 1));
            task.awaitConnections(1);
            assertThat(asked).allSatisfy(packet -> assertThat(packet.body()).hasSizeLessThanOrEqualTo(100 - 2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "270000000a, the broker takes packets of 10 bytes at most",
        "2800, wildcard subscriptions not supported (0xA2)",
        "2a00, shared subscriptions not supported (0x9E)"
    })
    void failsOverWhatTheBrokerDoesNotDo(String terms, String reason) {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.shared.group", "plant")) {
            broker.serve(connection -> {
                connection.expectConnect();
                connection.acceptNewSessionOn(HexFormat.of().parseHex(terms));
            });

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("subscription to 'Home/#': " + reason);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {WILDCARDS, SHARED_SUBSCRIPTIONS})
    void needsNoFeatureThatItDoesNotUse(int missing) {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.topic.filters", "Home/x")) {
            connect(broker, missing, 0).answerSubscribe(1);

            task.awaitConnections(1);
        }
    }

    /** 0 is none, and the largest is a day: the task pings as often as it would. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0xFF})
    void pingsAsOftenAsItWouldWhereTheBrokerNeedsLess(int hours) throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.keep.alive.seconds", "5")) {
            BrokerConnection connection = connect(broker, SERVER_KEEP_ALIVE, hours, hours);
            connection.answerSubscribe(1);

            await().until(() -> connection.pings() >= 1);
            connection.publish(1, "Home/x", "still here");
            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("still here");
            task.awaitConnections(1);
            assertThat(task.counters().connections().sum()).isEqualTo(1);
        }
    }

    @Test
    void showsHowLongTheBrokerKeepsTheSession() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            assertThat(task.counters().sessionExpiry()).hasValue(-1);

            BrokerConnection first = connect(broker, SESSION_EXPIRY, 0, 0, 0, 60);
            first.answerSubscribe(1);
            task.awaitConnections(1);
            assertThat(task.counters().sessionExpiry()).hasValue(60);
            first.cut();

            broker.nextConnection().welcomeBack();
            task.awaitConnections(2);
            assertThat(task.counters().sessionExpiry()).hasValue(86_400);
        }
    }

    /** They are about what a client publishes, how it logs in, and what nobody has to know. */
    @Test
    void worksOnWithEveryOtherProperty() throws InterruptedException {
        ByteArrayOutputStream terms = new ByteArrayOutputStream();
        terms.writeBytes(BrokerConnection.bytes(0x21, 0, 1)); // Receive Maximum
        terms.writeBytes(BrokerConnection.bytes(0x24, 0)); // Maximum QoS
        terms.writeBytes(BrokerConnection.bytes(0x25, 0)); // Retain Available
        terms.writeBytes(text(0x12, "another name")); // Assigned Client Identifier
        terms.writeBytes(BrokerConnection.bytes(0x22, 0, 9)); // Topic Alias Maximum
        terms.writeBytes(text(REASON, "line\u0001break"));
        terms.writeBytes(BrokerConnection.bytes(0x26, 0, 1, 'a', 0, 1, 'b', 0x26, 0, 1, 'a', 0, 1, 'b'));
        terms.writeBytes(BrokerConnection.bytes(0x29, 0)); // Subscription Identifiers Available
        terms.writeBytes(text(0x1A, "reply/here")); // Response Information
        terms.writeBytes(text(0x15, "scram")); // Authentication Method
        terms.writeBytes(BrokerConnection.bytes(0x16, 0, 2, 0xFF, 0xFF)); // Authentication Data
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSessionOn(terms.toByteArray());
            connection.answerSubscribe(1);
            connection.publish(1, "Home/x", "one");
            connection.publish(2, "Home/x", "two");

            task.poll(2).forEach(task::commit);
            assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
        }
    }

    @Test
    void saysWhatTheBrokerSaysToItsNo() {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        words.writeBytes(text(REASON, "licence exceeded"));
        words.writeBytes(text(SERVER_REFERENCE, "b.example"));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            broker.serve(connection -> {
                connection.expectConnect();
                connection.answerConnectOn(0x87, words.toByteArray());
            });

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("not authorized (0x87)")
                    .hasMessageContaining("\"licence exceeded\" other server: \"b.example\"");
        }
    }

    private static BrokerConnection connect(ScriptedBroker broker, int... terms) {
        BrokerConnection connection = broker.nextConnection();
        connection.expectConnect();
        connection.acceptNewSessionOn(BrokerConnection.bytes(terms));
        return connection;
    }

    private static byte[] text(int id, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream property = new ByteArrayOutputStream();
        property.writeBytes(BrokerConnection.bytes(id, utf8.length >> 8, utf8.length));
        property.writeBytes(utf8);
        return property.toByteArray();
    }
}
