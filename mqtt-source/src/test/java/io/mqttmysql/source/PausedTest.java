// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody polls: the connector is paused, or Kafka is away. */
class PausedTest {
    @Test
    void keepsTheLinkAliveWhileNothingIsPolled() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task =
                        RunningTask.start(broker.uri(), "mqtt.receive.maximum", "20", "mqtt.keep.alive.seconds", "5")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            // the window is full; Paho's own queue holds ten
            IntStream.rangeClosed(1, 20).forEach(id -> connection.publish(id, "Home/x", "x"));

            await().until(() -> connection.pings() >= 2);
            assertThat(connection.unread()).isZero();
            task.poll(20).forEach(task::commit);
            assertThat(connection.expectAcknowledgements(20)).hasSize(20);
        }
    }

    @Test
    void pingsAsOftenAsTheBrokerWants() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri(), "mqtt.keep.alive.seconds", "600")) {
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSessionOn(BrokerConnection.bytes(0x13, 0, 3)); // Server Keep Alive
            connection.answerSubscribe(1);

            await().until(() -> connection.pings() >= 2);
            task.awaitConnections(1);
            assertThat(task.counters().connections().sum()).isEqualTo(1);
        }
    }

    @Test
    void dropsAndCountsQos0AboveTheBound() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(
                        broker.uri(), "mqtt.buffer.max.bytes", "4500", "mqtt.max.packet.bytes", "2048")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            IntStream.range(0, 4).forEach(i -> connection.publishQos0("Home/x", "x".repeat(1_500)));
            connection.publish(1, "Home/x", "not dropped");

            assertThat(task.poll(3)).map(RunningTask::payload).contains("not dropped");
            assertThat(task.counters().droppedQos0().sum()).isEqualTo(2);
        }
    }
}
