// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static io.mqttmysql.testing.Judgements.assertProved;
import static io.mqttmysql.testing.Judgements.assertProvedWithoutRepeats;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.history.Promise;
import io.mqttmysql.history.Verdict;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.StackExtension;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the product exists for: the database goes away, and nothing is lost, nothing is doubled, nobody is woken. */
@ExtendWith(StackExtension.class)
@OwnServers
@Order(5)
class DatabaseAwayIT {
    /** The first try of a delivery, and max.retries more. */
    private static final int IN_PLACE = 4;

    private final LocalStack stack;

    DatabaseAwayIT(LocalStack stack) {
        this.stack = stack;
    }

    @AfterEach
    void serversRunAgain() {
        if (!stack.mysql().isRunning()) {
            stack.mysql().start();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartUnderLoadLosesNothing(Promise promise) {
        PipelineOptions options =
                PipelineOptions.on(stack, "restart_" + promise.name().toLowerCase(Locale.ROOT), promise);
        try (Pipeline pipeline = Pipeline.start(stack, options)) {
            pipeline.load().during(200, () -> {
                awaitRows(pipeline, 150);

                stack.mysql().stop();
                awaitAcknowledged(pipeline, pipeline.journal().acknowledgedCount() + 300);
                awaitHeld(pipeline);
                assertRunning(pipeline.sink());
                stack.mysql().start();

                awaitRows(pipeline, pipeline.rowCount() + 150);
            });
            Verdict verdict = pipeline.settle(Patience.EFFECT);
            assertProved(verdict);
            assertThat(verdict.count(Verdict.Repeat.MQTT_TO_KAFKA)).isZero();
            assertRunning(pipeline.sink());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"validated", "recycled", "none"})
    void idlePastWaitTimeoutCostsNoRow(String pool) {
        stack.mysql().setGlobal("wait_timeout", "2");
        try (Pipeline pipeline = Pipeline.start(
                stack,
                PipelineOptions.on(stack, "idle_" + pool, Promise.AT_LEAST_ONCE).sink("connection.pool", pool))) {
            pipeline.load().publish(50);
            assertProvedWithoutRepeats(pipeline.settle(Patience.EFFECT));

            awaitNoConnections(pipeline.name());
            pipeline.load().publish(50);

            assertProvedWithoutRepeats(pipeline.settle(Patience.EFFECT));
            assertRunning(pipeline.sink());
        } finally {
            stack.mysql().setGlobal("wait_timeout", "28800");
        }
    }

    @Test
    void aWorkerThatStartsWhileTheDatabaseIsAwayCatchesUpAfterwards() {
        try (Pipeline pipeline = Pipeline.start(stack, PipelineOptions.on(stack, "worker", Promise.EXACTLY_ONCE))) {
            pipeline.load().publish(200);
            assertProvedWithoutRepeats(pipeline.settle(Patience.EFFECT));

            stack.mysql().stop();
            pipeline.load().publish(200);
            stack.workers().get(0).restart();
            stack.connect().awaitRunning(pipeline.sink(), 1, Patience.START);
            stack.connect().awaitRunning(pipeline.source(), 1, Patience.START);
            pipeline.load().publish(200);
            awaitHeld(pipeline);
            assertRunning(pipeline.sink());
            stack.mysql().start();

            assertProved(pipeline.settle(Patience.EFFECT));
            assertRunning(pipeline.sink());
        }
    }

    /** From now on, the sink has given up trying in place once more, and holds what it was given. */
    private void awaitHeld(Pipeline pipeline) {
        await().until(() -> failedAttempts(pipeline).isPresent());
        long before = failedAttempts(pipeline).orElseThrow();
        await().until(() -> failedAttempts(pipeline).orElse(before) > before + IN_PLACE);
    }

    private Optional<Long> failedAttempts(Pipeline pipeline) {
        Map<Integer, Map<String, Long>> tasks = WorkerMetrics.of(stack.workers().get(0), pipeline.sink());
        return Optional.ofNullable(tasks.getOrDefault(0, Map.of()).get("transactions-failed-connection-lost-total"));
    }

    private static void awaitRows(Pipeline pipeline, long count) {
        await().until(() -> pipeline.rowCount() >= count);
    }

    private static void awaitAcknowledged(Pipeline pipeline, int count) {
        await().until(() -> pipeline.journal().acknowledgedCount() >= count);
    }

    /** wait_timeout passed, and nothing is left of what the sink left idle; the test's own connections go to no database. */
    private void awaitNoConnections(String database) {
        await().pollDelay(Duration.ofSeconds(3)).untilAsserted(() -> {
            try (var connection = stack.mysql().connect("");
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT COUNT(*) FROM information_schema.processlist WHERE db = '" + database + "'")) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
        });
    }

    private void assertRunning(String connector) {
        ConnectClient.Status status = stack.connect().status(connector);
        assertThat(status.isRunning()).as("%s", status).isTrue();
    }
}
