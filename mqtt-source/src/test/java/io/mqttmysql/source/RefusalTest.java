// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A broker that says no from the start is asked five times, then the task fails with one sentence. */
class RefusalTest {
    private static final int TRIES = 5;

    @Test
    void failsWhenThePasswordStaysWrong() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            for (int i = 0; i < TRIES; i++) {
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.refuse(0x86);
            }

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessage("The MQTT broker refused this task 5 times in a row: bad user name or password (0x86);"
                            + " check mqtt.username and mqtt.password. Fix this, then restart the task.");
        }
    }

    @Test
    void failsWhenASubscriptionStaysForbidden() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            for (int i = 0; i < TRIES; i++) {
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.acceptNewSession();
                connection.answerSubscribe(0x87);
            }

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("subscription to 'Home/#': not authorized (0x87)");
        }
    }

    @Test
    void failsWhenAnotherClientKeepsTakingTheSession() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(
                        broker.uri(), "mqtt.client.id", "shared", "mqtt.reconnect.backoff.max.ms", "400")) {
            broker.serve(connection -> connection.welcome().disconnect(0x8E));

            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("took this task's session over 5 times")
                    .hasMessageContaining("set another mqtt.client.id");
        }
    }

    @Test
    void handsOverWhatWaitsBeforeItFails() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            for (int i = 0; i < TRIES; i++) {
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.acceptNewSession();
                if (i == 0) {
                    connection.publish(1, "Home/x", "known to nobody else");
                    task.awaitReceived(1);
                }
                connection.answerSubscribe(0x87);
            }
            await().untilAsserted(() -> assertThat(task.threads()).isEmpty());

            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("known to nobody else");
            assertThatThrownBy(task::pollUntilFailure).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void goesOnWhenTheBrokerRelentsInTime() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            for (int i = 0; i < TRIES - 1; i++) {
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.refuse(0x87);
            }
            broker.nextConnection().welcome().publish(1, "Home/x", "welcome");

            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("welcome");
        }
    }
}
