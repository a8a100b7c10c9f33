// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.Pipeline;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the product exists for: the database goes away, and nothing is lost, nothing is doubled, nobody is woken. */
@ExtendWith(StackExtension.class)
class DatabaseAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void aRestartUnderLoadLosesNothing(String guarantee) {
        try (Pipeline pipeline =
                Pipeline.start(stack, "restart_" + guarantee, Map.of("delivery.guarantee", guarantee))) {
            pipeline.publisher().whilePublishing(500, () -> {
                awaitRows(pipeline, 300);

                stack.mysql().stop();
                awaitAcknowledged(pipeline, pipeline.publisher().acknowledged().size() + 500);
                awaitHandedBack(pipeline);
                assertRunning(pipeline.sink());
                stack.mysql().start();

                awaitRows(pipeline, pipeline.stored().size() + 300);
            });
            var check = pipeline.settle().everyMessageIsARow();
            if (guarantee.equals("exactly_once")) {
                check.noRecordIsStoredTwice().noMessageIsDoubled().inOrderPerDevice();
            }
            assertRunning(pipeline.sink());
        }
    }

    @Test
    void aKilledServerDoublesNothingInExactlyOnce() {
        try (Pipeline pipeline = Pipeline.start(stack, "killed", Map.of("delivery.guarantee", "exactly_once"))) {
            pipeline.publisher().whilePublishing(500, () -> {
                awaitRows(pipeline, 300);
                stack.mysql().kill();
                stack.mysql().start();
                awaitRows(pipeline, pipeline.stored().size() + 300);
            });

            pipeline.settle().everyMessageIsARow().noRecordIsStoredTwice().noMessageIsDoubled();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"validated", "recycled", "none"})
    void idlePastWaitTimeoutCostsNoRow(String pool) {
        stack.mysql().setGlobal("wait_timeout", "2");
        try (Pipeline pipeline = Pipeline.start(stack, "idle_" + pool, Map.of("connection.pool", pool))) {
            pipeline.publisher().publish(50);
            pipeline.settle().everyMessageIsARow();

            awaitNoConnections(pipeline.name());
            pipeline.publisher().publish(50);

            pipeline.settle().everyMessageIsARow().noMessageIsDoubled();
            assertRunning(pipeline.sink());
        } finally {
            stack.mysql().setGlobal("wait_timeout", "28800");
        }
    }

    @Test
    void aWorkerThatStartsWhileTheDatabaseIsAwayCatchesUpAfterwards() {
        try (Pipeline pipeline = Pipeline.start(stack, "worker", Map.of("delivery.guarantee", "exactly_once"))) {
            pipeline.publisher().publish(200);
            pipeline.settle().everyMessageIsARow();

            stack.mysql().stop();
            pipeline.publisher().publish(200);
            stack.workers().get(0).restart();
            stack.connect().awaitRunning(pipeline.sink(), 1, PATIENCE);
            stack.connect().awaitRunning(pipeline.source(), 1, PATIENCE);
            pipeline.publisher().publish(200);
            awaitHandedBack(pipeline);
            assertRunning(pipeline.sink());
            stack.mysql().start();

            pipeline.settle().everyMessageIsARow().noRecordIsStoredTwice();
            assertRunning(pipeline.sink());
        }
    }

    /** From now on, the sink has given up trying in place once more, and Connect keeps the records to ask again. */
    private void awaitHandedBack(Pipeline pipeline) {
        long before = timesHandedBack(pipeline);
        await().atMost(PATIENCE).until(() -> timesHandedBack(pipeline) > before);
    }

    private long timesHandedBack(Pipeline pipeline) {
        try (Stream<String> lines = Files.lines(stack.workers().get(0).log())) {
            return lines.filter(line -> line.contains("id=" + pipeline.sink() + "-0")
                            && line.contains("RetriableException from SinkTask"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitRows(Pipeline pipeline, int count) {
        await().atMost(PATIENCE).until(() -> pipeline.stored().size() >= count);
    }

    private static void awaitAcknowledged(Pipeline pipeline, int count) {
        await().atMost(PATIENCE).until(() -> pipeline.publisher().acknowledged().size() >= count);
    }

    /** wait_timeout passed, and nothing is left of what the sink left idle; the test's own connections go to no database. */
    private void awaitNoConnections(String database) {
        await().pollDelay(Duration.ofSeconds(3)).atMost(PATIENCE).untilAsserted(() -> {
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
