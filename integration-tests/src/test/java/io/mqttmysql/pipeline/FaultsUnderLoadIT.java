// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static io.mqttmysql.testing.Judgements.assertProved;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.CommitCut;
import io.mqttmysql.fault.ConnectionsKilled;
import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.LinkFault;
import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.history.Promise;
import io.mqttmysql.history.Verdict;
import io.mqttmysql.history.Verdict.Repeat;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.StackExtension;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fault after the other while devices publish: nothing that the broker acknowledged is lost, in either guarantee. */
@ExtendWith(StackExtension.class)
@OwnServers
@Order(3)
class FaultsUnderLoadIT {
    private static final int PER_SECOND = 200;

    /** Readings that are acknowledged while a fault lasts, so that it lasts under load. */
    private static final int MEANWHILE = 300;

    private final LocalStack stack;

    FaultsUnderLoadIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @EnumSource
    void mySqlIsKilled(Promise promise) {
        Verdict verdict = verdictAfter("mysql_killed", promise, pipeline -> ServerFault.KILL.of(stack.mysql()));

        assertProved(verdict);
        assertThat(verdict.count(Repeat.MQTT_TO_KAFKA)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theWorkerIsKilled(Promise promise) {
        assertProved(verdictAfter(
                "worker_killed",
                promise,
                pipeline -> ServerFault.KILL.of(stack.workers().get(0))));
    }

    @ParameterizedTest
    @EnumSource
    void everyConnectionOfTheSinkIsKilled(Promise promise) {
        try (Pipeline pipeline = Pipeline.start(stack, options("connections_killed", promise))) {
            ConnectionsKilled fault = new ConnectionsKilled(stack.mysql(), pipeline.name());
            pipeline.load().during(PER_SECOND, () -> {
                // again until one was hit: between two batches there is none that is borrowed, and it is killed idle
                await().until(() -> {
                    fault.begin();
                    awaitMore(pipeline, PER_SECOND / 2);
                    return fault.killed() >= 5;
                });
            });

            Verdict verdict = pipeline.settle(Patience.EFFECT);
            assertProved(verdict);
            assertThat(verdict.count(Repeat.MQTT_TO_KAFKA)).isZero();
            assertThat(pipeline.isRunning()).isTrue();
        }
    }

    /** The load stops with the broker: what a publisher does meanwhile is not the pipeline's affair. */
    @ParameterizedTest
    @EnumSource
    void hiveMqIsRestarted(Promise promise) {
        try (Pipeline pipeline = Pipeline.start(stack, options("broker_restarted", promise))) {
            pipeline.load().during(PER_SECOND, () -> {
                awaitMore(pipeline, MEANWHILE);
                ServerFault.RESTART.of(stack.mqtt()).during(() -> {});
                awaitMore(pipeline, MEANWHILE);
            });

            assertProved(pipeline.settle(Patience.EFFECT));
            assertThat(pipeline.isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLinkToTheBrokerIsCut(Promise promise) {
        try (Links links = Links.of(stack)) {
            assertProved(verdictAfter(
                    options("mqtt_link_cut", promise).through(links), pipeline -> LinkFault.CUT.on(links.mqtt())));
            assertThat(links.mqtt().broken()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLinkIsCutAtCommit(Promise promise) {
        try (Links links = Links.of(stack);
                Pipeline pipeline =
                        Pipeline.start(stack, options("commit_cut", promise).through(links))) {
            pipeline.load().during(PER_SECOND, () -> {
                awaitMoreRows(pipeline);
                for (CommitCut.Side side : CommitCut.Side.values()) {
                    int before = links.commits().cuts();
                    links.commits().fault(side).begin();
                    await().until(() -> links.commits().cuts() > before);
                    awaitMoreRows(pipeline);
                }
            });

            Verdict verdict = pipeline.settle(Patience.EFFECT);
            assertProved(verdict);
            assertThat(verdict.count(Repeat.MQTT_TO_KAFKA)).isZero();
            if (promise == Promise.AT_LEAST_ONCE) {
                assertThat(verdict.count(Repeat.KAFKA_TO_MYSQL))
                        .as("the batch whose COMMIT had no answer is written again")
                        .isPositive();
            }
        }
    }

    private Verdict verdictAfter(String name, Promise promise, Function<Pipeline, Fault> fault) {
        return verdictAfter(options(name, promise), fault);
    }

    private Verdict verdictAfter(PipelineOptions options, Function<Pipeline, Fault> fault) {
        try (Pipeline pipeline = Pipeline.start(stack, options)) {
            pipeline.load().during(PER_SECOND, () -> {
                awaitMore(pipeline, MEANWHILE);
                fault.apply(pipeline).during(() -> awaitMore(pipeline, MEANWHILE));
                awaitMore(pipeline, MEANWHILE);
            });
            Verdict verdict = pipeline.settle(Patience.EFFECT);
            assertThat(pipeline.isRunning()).isTrue();
            return verdict;
        }
    }

    private PipelineOptions options(String name, Promise promise) {
        PipelineOptions options =
                PipelineOptions.on(stack, name + "_" + promise.name().toLowerCase(Locale.ROOT), promise);
        return options.load(options.load().poisoned(100));
    }

    private static void awaitMore(Pipeline pipeline, int readings) {
        int enough = pipeline.journal().acknowledgedCount() + readings;
        await().until(() -> pipeline.journal().acknowledgedCount() >= enough);
    }

    private static void awaitMoreRows(Pipeline pipeline) {
        long enough = pipeline.rowCount() + PER_SECOND;
        await().until(() -> pipeline.rowCount() >= enough);
    }
}
