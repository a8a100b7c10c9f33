// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.MqttBroker;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/** What a source does with a session in which many messages wait, with any broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BacklogScenarios {
    private static final int BACKLOG = 200_000;

    /** The servers' logs say more than the assertion. */
    @RegisterExtension
    final TestWatcher logs = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            stack().keepLogs();
        }
    };

    abstract LocalStack stack();

    MqttBroker broker() {
        return stack().mqtt();
    }

    @Test
    void aSessionWithManyWaitingMessagesIsEmptied() throws MqttException, InterruptedException {
        try (SourceRun run = start("backlog", 1)) {
            run.stop();
            Backlog.publish(broker().uri(), "backlog/many", BACKLOG);

            run.resume(1);

            await().until(() -> run.topics().count("backlog") >= BACKLOG);
            assertThat(Backlog.numbers(run.topics().read("backlog")).cardinality())
                    .isEqualTo(BACKLOG);
            assertThat(run.metric("sessions-lost-total")).isZero();
        }
    }

    SourceRun start(String name, int tasks, String... settings) {
        return SourceRun.start(stack(), name, tasks, settings);
    }
}
