// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.SourceRun.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source with a second, independent broker: Debian's mosquitto. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MosquittoDebianIT {
    private static final int BACKLOG = 200_000;
    private static final int PER_SECOND = 300;

    private LocalStack stack;
    private Mosquitto broker;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        broker = Mosquitto.start(home);
        stack = SourceRun.stack(2).externalBroker(broker.uri()).start();
    }

    @AfterAll
    void stop() {
        stack.close();
        broker.close();
    }

    @Test
    void aSessionWithManyWaitingMessagesIsEmptied() throws MqttException, InterruptedException {
        try (SourceRun run = start("backlog", 1)) {
            run.stop();
            Backlog.publish(broker.uri(), "backlog/many", BACKLOG);

            run.resume(1);

            await().atMost(PATIENCE).until(() -> run.topics().count("backlog") >= BACKLOG);
            assertThat(Backlog.numbers(run.topics().read("backlog")).cardinality())
                    .isEqualTo(BACKLOG);
        }
    }

    /** With SIGTERM: a snapshot is written then. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void theBrokerIsRestartedAndKeepsTheSession(String version) throws Exception {
        String name = "kept_" + version.replace('.', '_');
        try (SourceRun run = start(name, 1, "mqtt.protocol.version", version)) {
            run.load().start(PER_SECOND);
            run.awaitMore(PER_SECOND);
            broker.stop();
            broker.start();
            run.awaitMore(PER_SECOND);
            run.load().stop();

            run.settle();
            assertThat(run.metric("sessions-lost-total")).isZero();
            assertThat(run.metric("reconnects-total")).isPositive();
        }
    }

    @Test
    void theBrokerIsRestartedAndHasForgottenTheSession() throws Exception {
        try (SourceRun run = start("forgotten", 1)) {
            run.load().publish(100);
            run.settleWithoutRepeats();

            broker.stop();
            broker.forget();
            broker.start();

            await().atMost(PATIENCE).until(() -> run.metric("sessions-lost-total") == 1);
            run.load().publish(100);
            run.settleWithoutRepeats();
        }
    }

    @Test
    void aWorkerIsKilledUnderASharedSubscription() {
        try (SourceRun run = start("shared", 3, "mqtt.shared.group", "plant")) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                ServerFault.KILL.of(stack.workers().get(1)).during(() -> run.awaitMore(3 * PER_SECOND));
                run.awaitMore(PER_SECOND);
            });

            run.awaitConnected(3);
            run.settle();
        }
    }

    @Test
    void fewerTasksEmptyTheSessionsOfThoseThatAreNoMore() throws MqttException {
        try (SourceRun run = start("fewer", 3, "mqtt.topic.filters", SourceRun.eachDevice("fewer"))) {
            run.load().publish(100);
            run.settleWithoutRepeats();
            run.stop();
            run.load().publish(3_000);

            run.set("tasks.max", "1");
            run.resume(1);

            run.settle();
            await().atMost(PATIENCE).until(() -> run.metric("left-sessions") == 0);
            run.stop();
            assertThat(BrokerSessions.exists(broker.uri(), "fewer-1")).isFalse();
            assertThat(BrokerSessions.exists(broker.uri(), "fewer-2")).isFalse();
        }
    }

    private SourceRun start(String name, int tasks, String... settings) {
        return SourceRun.start(new SourceRun.Servers(stack, broker.uri()), name, tasks, settings);
    }
}
