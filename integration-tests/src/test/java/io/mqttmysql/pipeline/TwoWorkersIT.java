// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static io.mqttmysql.testing.Judgements.assertProved;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.history.Promise;
import io.mqttmysql.history.Verdict;
import io.mqttmysql.history.Verdict.Finding;
import io.mqttmysql.history.Verdict.Kind;
import io.mqttmysql.stack.ConnectWorker;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.StackExtension;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two workers share the tasks, and one of them is killed, or stands still until the others have given it up and goes on
 * then: the other takes over while the load goes on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@OwnServers
@Order(4)
class TwoWorkersIT {
    private static final int PER_SECOND = 200;

    private LocalStack stack;

    @BeforeAll
    void start() {
        stack = LocalStack.builder()
                .plugins(StackExtension.pluginPath())
                .workers(2)
                // a killed worker is missed after six seconds instead of ten
                .workerSetting("session.timeout.ms", "6000")
                .workerSetting("heartbeat.interval.ms", "2000")
                // and so are its consumers, instead of after 45
                .workerSetting("consumer.session.timeout.ms", "6000")
                .workerSetting("consumer.heartbeat.interval.ms", "2000")
                .start();
        // one that stands still in a transaction keeps its locks so long, instead of 120 s
        stack.mysql().setGlobal("wait_timeout", "20");
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({"KILL, AT_LEAST_ONCE", "KILL, EXACTLY_ONCE", "FREEZE, AT_LEAST_ONCE", "FREEZE, EXACTLY_ONCE"})
    void oneIsGoneUnderLoad(ServerFault fault, Promise promise) {
        String name = "two_" + fault.name().toLowerCase(Locale.ROOT) + "_"
                + promise.name().toLowerCase(Locale.ROOT);
        PipelineOptions options = PipelineOptions.on(stack, name, promise).sinkTasks(2);
        try (Pipeline pipeline = Pipeline.start(stack, options)) {
            pipeline.load().during(PER_SECOND, () -> {
                awaitMore(pipeline, PER_SECOND);
                // each in turn, so that one of the two hits the source
                for (ConnectWorker worker : stack.workers()) {
                    fault.of(worker).during(() -> awaitTakeOver(pipeline));
                    await().until(pipeline::isRunning);
                }
            });

            Verdict verdict = pipeline.settle(Patience.EFFECT);
            if (fault == ServerFault.FREEZE && promise == Promise.AT_LEAST_ONCE) {
                // what one that stood still writes at last may be older than what is there: docs/guarantees.md
                assertThat(verdict.findings()).extracting(Finding::kind).isSubsetOf(Kind.TABLE_WRONG);
            } else {
                assertProved(verdict);
            }
            assertThat(pipeline.isRunning()).isTrue();
        }
    }

    /** What is acknowledged from now on becomes rows although one worker is gone. */
    private static void awaitTakeOver(Pipeline pipeline) {
        int enough = pipeline.journal().acknowledgedCount() + PER_SECOND;
        await().until(() -> pipeline.rowCount() >= enough);
    }

    private static void awaitMore(Pipeline pipeline, int readings) {
        int enough = pipeline.journal().acknowledgedCount() + readings;
        await().until(() -> pipeline.journal().acknowledgedCount() >= enough);
    }
}
