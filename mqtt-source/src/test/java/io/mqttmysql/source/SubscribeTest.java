// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the broker is asked for, on the wire (MQTT 5 section 3.8.3). */
class SubscribeTest {
    /** Packet id, length of the properties, length of the filter. */
    private static final int BEFORE_FILTER = 2 + 1 + 2;

    @ParameterizedTest
    @CsvSource({
        "mqtt.retained, new_subscription_only, Home/#, 1, 1",
        "mqtt.retained, deliver, Home/#, 1, 0",
        "mqtt.retained, ignore, Home/#, 1, 2",
        "mqtt.qos, 0, Home/#, 0, 1",
        "mqtt.shared.group, plant, $share/plant/Home/#, 1, 1",
    })
    void asksForWhatWasConfigured(String key, String value, String filter, int qos, int retainHandling) {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), key, value)) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();

            byte[] body = connection.answerSubscribe(qos).body();
            task.awaitConnections(1);

            byte[] asked = Arrays.copyOfRange(body, BEFORE_FILTER, body.length - 1);
            int options = body[body.length - 1];
            assertThat(new String(asked, StandardCharsets.UTF_8)).isEqualTo(filter);
            assertThat(options & 0b11).isEqualTo(qos);
            assertThat(options >> 4).isEqualTo(retainHandling);
            assertThat(options & 0b100)
                    .as("no local, which a shared subscription must not ask for")
                    .isZero();
        }
    }

    /** Brokers are known that close the connection over a ninth filter. */
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void asksForNoMoreThanEightFiltersAtOnce(ProtocolVersion version) {
        String filters = IntStream.range(0, 19).mapToObj(i -> "f" + i + "/x").collect(Collectors.joining(","));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(version, broker.uri(), "mqtt.topic.filters", filters)) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();

            List<String> asked = List.of(
                    text(connection.answerSubscribe(1, 1, 1, 1, 1, 1, 1, 1)),
                    text(connection.answerSubscribe(1, 1, 1, 1, 1, 1, 1, 1)),
                    text(connection.answerSubscribe(1, 1, 1)));
            task.awaitConnections(1);

            assertThat(asked.get(0)).contains("f0/x", "f7/x").doesNotContain("f8/x");
            assertThat(asked.get(1)).contains("f8/x", "f15/x").doesNotContain("f16/x");
            assertThat(asked.get(2)).contains("f16/x", "f18/x");
        }
    }

    @Test
    void namesTheFilterOfALaterPartThatIsRefused() {
        String filters = IntStream.range(0, 10).mapToObj(i -> "f" + i + "/x").collect(Collectors.joining(","));
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.topic.filters", filters)) {
            broker.serve(connection -> {
                connection.expectConnect();
                connection.acceptNewSession();
                connection.answerSubscribe(1, 1, 1, 1, 1, 1, 1, 1);
                connection.answerSubscribe(1, 0x87);
            });

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("subscription to 'f9/x': not authorized (0x87)");
        }
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void callsMoreAnswersThanFiltersTheBrokersFault(ProtocolVersion version) {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(version, broker.uri())) {
            broker.serve(connection -> {
                connection.expectConnect();
                connection.acceptNewSession();
                connection.answerSubscribe(1, 1);
            });

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("answered a subscription to 1 topic filters with 2 codes");
        }
    }

    /** A slow authoriser, or a flood of retained messages: the answer comes behind them. */
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void acknowledgesWhatComesBeforeTheAnswer(ProtocolVersion version) throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(version, broker.uri())) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();
            Packet subscribe = connection.expect(Packet.SUBSCRIBE);
            for (int id = 1; id <= 50; id++) {
                connection.publish(id, "Home/x", Integer.toString(id));
            }

            List<SourceRecord> records = task.poll(50);
            records.forEach(task::commit);

            assertThat(connection.expectAcknowledgements(50)).hasSize(50).startsWith(1, 2, 3);
            connection.answerSubscribe(subscribe, 1);
            task.awaitConnections(1);
            assertThat(task.counters().received().sum()).isEqualTo(50);
        }
    }

    /** Nothing came: the next try may meet a better broker. */
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void triesAgainWhereNothingCame(ProtocolVersion version) throws InterruptedException {
        AtomicInteger givenUp = new AtomicInteger();
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(version, broker.uri(), "mqtt.connect.timeout.ms", "1000")) {
            broker.serve(connection -> {
                connection.expectConnect();
                connection.acceptNewSession();
                Packet subscribe = connection.expect(Packet.SUBSCRIBE);
                if (givenUp.get() == 0) {
                    await().until(() -> !connection.isUp());
                    givenUp.incrementAndGet();
                } else {
                    connection.answerSubscribe(subscribe, 1);
                }
            });

            task.awaitConnections(1);
            assertThat(givenUp).hasValue(1);
            assertThat(task.pollOnce()).isEmpty();
        }
    }

    private static String text(Packet subscribe) {
        return new String(subscribe.body(), StandardCharsets.UTF_8);
    }
}
