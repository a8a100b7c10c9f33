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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source does with sessions in which messages wait, and with those that it leaves, with any broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BacklogScenarios {
    private static final int BACKLOG = 100_000;
    private static final int SLOW_BACKLOG = 10_000;

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

    /**
     * Kafka takes one record a request, and one request at a time, so a broker that sends ahead is far ahead. It sends
     * all the while, so when the task stops, it reads late what was acknowledged last.
     */
    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void aSlowKafkaAndAStopIntoABacklogMakeNothingComeTwice(String version) throws MqttException, InterruptedException {
        String name = "slow_" + version.replace('.', '_');
        String[] settings = {
            "mqtt.protocol.version",
            version,
            "producer.override.batch.size",
            "0",
            "producer.override.max.in.flight.requests.per.connection",
            "1",
            // little is on its way, so that Connect has not given up waiting for it when the task stops
            "producer.override.buffer.memory",
            "16384",
            "poll.max.records",
            "100"
        };
        try (SourceRun run = start(name, 1, settings)) {
            run.stop();
            Backlog.publish(broker().uri(), name + "/many", SLOW_BACKLOG);

            run.resume(1);
            await().until(() -> run.topics().count(name) >= SLOW_BACKLOG / 10);
            run.stop();
            assertThat(run.topics().count(name)).isLessThan(SLOW_BACKLOG);
            run.resume(1);

            await().until(() -> run.topics().count(name) >= SLOW_BACKLOG
                    && Backlog.numbers(run.topics().read(name)).cardinality() == SLOW_BACKLOG);
            assertThat(run.topics().count(name)).isEqualTo(SLOW_BACKLOG);
            assertThat(run.metric("links-saturated-total")).isZero();
            assertThat(run.metric("reconnects-total")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void fewerTasksEmptyTheSessionsOfThoseThatAreNoMore(String version) throws MqttException {
        String name = "fewer_" + version.replace('.', '_');
        String filters = SourceRun.eachDevice(name);
        try (SourceRun run = start(name, 3, "mqtt.topic.filters", filters, "mqtt.protocol.version", version)) {
            run.load().publish(100);
            run.settleWithoutRepeats();
            run.stop();
            run.load().publish(3_000);

            run.set("tasks.max", "1");
            run.resume(1);

            run.settle();
            await().until(() -> run.metric("left-sessions") == 0);
            run.stop();
            assertThat(BrokerSessions.exists(broker().uri(), name + "-1")).isFalse();
            assertThat(BrokerSessions.exists(broker().uri(), name + "-2")).isFalse();
            assertThat(BrokerSessions.exists(broker().uri(), name + "-0")).isTrue();
        }
    }

    /** The way to leave nothing at the broker when a connector is deleted. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void offsetsThatAreDeletedEndTheirSessions(String version) throws MqttException {
        String name = "ended_" + version.replace('.', '_');
        String filters = SourceRun.eachDevice(name);
        try (SourceRun run = start(name, 2, "mqtt.topic.filters", filters, "mqtt.protocol.version", version)) {
            run.load().publish(100);
            run.settleWithoutRepeats();
            run.stop();
            assertThat(BrokerSessions.exists(broker().uri(), name + "-1")).isTrue();

            run.forgetOffsets();

            assertThat(BrokerSessions.exists(broker().uri(), name + "-0")).isFalse();
            run.resume(2);
            run.load().publish(100);
            run.settleWithoutRepeats();
        }
    }

    SourceRun start(String name, int tasks, String... settings) {
        return SourceRun.start(stack(), name, tasks, settings);
    }
}
