// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.SourceRun.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.stack.ConnectWorker;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.WorkerMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The source on two workers, with a real broker and Kafka, when one or the other goes: nothing acknowledged is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceFaultsIT {
    private static final int BACKLOG = 200_000;
    private static final int PER_SECOND = 300;

    private LocalStack stack;

    @BeforeAll
    void start() {
        stack = SourceRun.stack(2).start();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void aSessionWithManyWaitingMessagesIsEmptied() throws MqttException, InterruptedException {
        try (SourceRun run = SourceRun.start(stack, "backlog", 1)) {
            run.stop();
            Backlog.publish(stack.mqtt().uri(), "backlog/many", BACKLOG);

            run.resume(1);

            await().atMost(PATIENCE).until(() -> run.topics().count("backlog") >= BACKLOG);
            assertThat(Backlog.numbers(run.topics().read("backlog")).cardinality())
                    .isEqualTo(BACKLOG);
            assertThat(run.metric("sessions-lost-total")).isZero();
        }
    }

    @Test
    void theBrokerIsRestartedAndKeepsTheSession() {
        try (SourceRun run = SourceRun.start(stack, "kept", 1)) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                ServerFault.RESTART.of(stack.mqtt()).during(() -> {});
                run.awaitMore(PER_SECOND);
            });

            run.settle();
            assertThat(run.metric("sessions-lost-total")).isZero();
            assertThat(run.metric("reconnects-total")).isPositive();
        }
    }

    @Test
    void theBrokerIsRestartedAndHasForgottenTheSession() throws IOException {
        try (SourceRun run = SourceRun.start(stack, "forgotten", 1)) {
            run.load().publish(100);
            run.settleWithoutRepeats();

            stack.mqtt().stop();
            delete(stack.directory().resolve("mqtt-broker").resolve("data"));
            stack.mqtt().start();

            await().atMost(PATIENCE).until(() -> run.metric("sessions-lost-total") == 1);
            run.load().publish(100);
            run.settleWithoutRepeats();
            assertThat(run.isRunning()).isTrue();
        }
    }

    /** Connect takes the tasks away from workers that do not reach Kafka, and gives them back. */
    @Test
    void kafkaIsAway() {
        try (SourceRun run = SourceRun.start(stack, "away", 1)) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                ServerFault.FREEZE.of(stack.kafka()).during(() -> run.awaitMore(8 * PER_SECOND));
                run.awaitMore(PER_SECOND);
            });

            run.awaitConnected(1);
            run.settle();
        }
    }

    @Test
    void tasksMoveBetweenWorkersUnderLoad() {
        try (SourceRun run =
                SourceRun.start(stack, "moving", 2, "mqtt.topic.filters", SourceRun.eachDevice("moving"))) {
            ConnectWorker leaving = stack.workers().get(1);
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                leaving.stop();
                run.awaitConnected(2);
                run.awaitMore(PER_SECOND);
                leaving.start();
                await().atMost(PATIENCE)
                        .until(() -> !WorkerMetrics.of(leaving, "moving").isEmpty());
                run.awaitMore(PER_SECOND);
            });

            run.settle();
            run.awaitConnected(2);
        }
    }

    @Test
    void aWorkerIsKilledUnderASharedSubscription() {
        try (SourceRun run = SourceRun.start(stack, "shared", 3, "mqtt.shared.group", "plant")) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                ServerFault.KILL.of(stack.workers().get(1)).during(() -> run.awaitMore(3 * PER_SECOND));
                run.awaitMore(PER_SECOND);
            });

            run.awaitConnected(3);
            run.settle();
            assertThat(run.metric("messages-received-total")).isPositive();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
