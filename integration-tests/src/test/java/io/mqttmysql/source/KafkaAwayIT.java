// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.OwnServers;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Kafka does not answer, and the worker is patient enough to keep its tasks. */
@OwnServers
@Order(6)
class KafkaAwayIT {
    private static final int PER_SECOND = 150;

    /** The broker keeps what is not acknowledged and what came after it, and gets its pings. */
    @Test
    void theLinkStaysUpForThreeKeepAlives() {
        try (LocalStack stack = SourceRun.stack(1)
                        .workerSetting("heartbeat.interval.ms", "30000")
                        .workerSetting("session.timeout.ms", "90000")
                        .workerSetting("rebalance.timeout.ms", "100000")
                        .start();
                SourceRun run = SourceRun.start(stack, "patient", 1)) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                ServerFault.FREEZE.of(stack.kafka()).during(() -> {
                    SourceRun.threeKeepAlives();
                    assertThat(run.metric("connected")).isEqualTo(1);
                    assertThat(run.metric("messages-in-flight")).isPositive();
                    assertThat(run.metric("oldest-in-flight-age-ms")).isGreaterThan(10_000);
                });
                run.awaitMore(PER_SECOND);
            });

            run.settle();
            assertThat(run.metric("reconnects-total")).isZero();
            assertThat(run.metric("messages-received-total"))
                    .as("by the task that was there before")
                    .isGreaterThanOrEqualTo(run.load().journal().acknowledgedCount());
        }
    }
}
