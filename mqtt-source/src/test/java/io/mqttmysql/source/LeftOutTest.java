// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.message.Rejection.Reason;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Messages that never become a record of their own keep their place and are acknowledged in order. */
class LeftOutTest {
    private static final int RECEIVE_MAXIMUM = 20;
    private static final int MOST_ROUNDS = 100;
    private static final long HALF_A_SECOND = Duration.ofMillis(500).toNanos();
    private static final String LARGE = "1".repeat(2_000);

    @Test
    void doesNotStallWhenEverythingIsSkipped() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task =
                        RunningTask.start(broker.uri(), "mqtt.empty.payload", "skip", "mqtt.receive.maximum", "20")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            int rounds = 0;
            // the session thread looks around once a second, so without being woken it would end one round a second
            for (int quick = 0; quick < 5 || rounds < 10; rounds++) {
                long begun = System.nanoTime();
                List<Integer> ids = ids(rounds * RECEIVE_MAXIMUM + 1, RECEIVE_MAXIMUM);
                ids.forEach(id -> connection.publish(id, "Home/x", ""));
                task.awaitReceived((rounds + 1L) * RECEIVE_MAXIMUM);

                assertThat(task.pollOnce()).isEmpty();
                assertThat(connection.expectAcknowledgements(RECEIVE_MAXIMUM)).isEqualTo(ids);
                quick += System.nanoTime() - begun < HALF_A_SECOND ? 1 : 0;
                assertThat(rounds).as("of which %d were quick", quick).isLessThan(MOST_ROUNDS);
            }

            connection.publish(9_000, "Home/x", "kept");
            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("kept");
            assertThat(task.counters().skippedEmpty().sum()).isEqualTo((long) rounds * RECEIVE_MAXIMUM);
            assertThat(task.counters().overruns().sum()).isZero();
        }
    }

    @Test
    void acknowledgesASkippedMessageAfterTheOneBeforeIt() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "producer.override.max.request.size", "1024")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", "kept");
            connection.publish(2, "Home/x", LARGE);
            task.awaitReceived(2);

            SourceRecord kept = task.poll(1).get(0);
            assertThat(task.pollOnce()).isEmpty();
            assertThat(connection.unread()).isZero();
            task.commit(kept);

            assertThat(connection.expectAcknowledgements(2)).containsExactly(1, 2);
            assertThat(task.counters().rejected(Reason.TOO_LARGE).sum()).isEqualTo(1);
        }
    }

    @Test
    void acknowledgesARejectedMessageWhenKafkaHasItsStub() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(
                        broker.uri(),
                        "producer.override.max.request.size",
                        "1024",
                        "mqtt.rejected.topic",
                        "rejected")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", LARGE);

            SourceRecord stub = task.poll(1).get(0);
            assertThat(stub.topic()).isEqualTo("rejected");
            assertThat(connection.unread()).isZero();
            task.commit(stub);

            assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
        }
    }

    @Test
    void stopsAtARejectedMessageAfterHandingOverWhatWaits() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(
                        broker.uri(), "producer.override.max.request.size", "1024", "mqtt.rejected", "fail")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", "before");
            connection.publish(2, "Home/large", LARGE);
            connection.publish(3, "Home/x", "behind");
            task.awaitReceived(3);

            assertThat(task.poll(2)).map(RunningTask::payload).containsExactly("before", "behind");
            connection.publish(4, "Home/x", "too late");
            assertThatThrownBy(task::pollOnce)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("The MQTT message on 'Home/large'")
                    .hasMessageContaining("mqtt.rejected=skip");
            assertThat(connection.unread()).isZero();
        }
    }

    private static List<Integer> ids(int first, int count) {
        return IntStream.range(first, first + count).boxed().toList();
    }
}
