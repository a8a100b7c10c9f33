// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.fault.LinkFault;
import io.mqttmysql.fault.ServerFault;
import io.mqttmysql.pipeline.WorkerMetrics;
import io.mqttmysql.stack.ConnectWorker;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a source on two workers goes through with any broker, when the broker, Kafka, a worker or the link goes: nothing
 * that the broker acknowledged is lost, nothing is invented.
 */
abstract class SourceScenarios extends BacklogScenarios {
    static final int PER_SECOND = 150;
    private static final String RECONNECTS = "reconnects-total";
    private static final String PRODUCER = "producer.override.bootstrap.servers";
    private static final String RECEIVED = "messages-received-total";
    private static final Duration EXPIRY = Duration.ofSeconds(2);
    static final int HELD = 500;
    private static final int TASKS = 10;
    private static final int RECONNECTIONS = 500;

    /** How many of {@link #HELD} messages the broker sends while none of them is acknowledged. */
    abstract int sentAhead();

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void theBrokerIsRestartedAndKeepsTheSession(String version) {
        String name = "kept_" + version.replace('.', '_');
        try (SourceRun run = start(name, 1, "mqtt.protocol.version", version)) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                broker().stop();
                broker().start();
                run.awaitMore(PER_SECOND);
            });

            run.settle();
            assertThat(run.metric("sessions-lost-total")).isZero();
            assertThat(run.metric(RECONNECTS)).isPositive();
        }
    }

    @Test
    void theBrokerIsRestartedAndHasForgottenTheSession() throws IOException {
        try (SourceRun run = start("forgotten", 1)) {
            run.load().publish(100);
            run.settleWithoutRepeats();

            broker().stop();
            broker().forget();
            broker().start();

            await().until(() -> run.metric("sessions-lost-total") == 1);
            run.load().publish(100);
            run.settleWithoutRepeats();
            assertThat(run.isRunning()).isTrue();
        }
    }

    /**
     * What the source holds is in no snapshot of a broker that writes sessions down now and then: it resumes the
     * session and does not know the messages any more.
     */
    @ParameterizedTest
    @ValueSource(strings = {"5", "3.1.1"})
    void theBrokerIsKilledWhileTheSourceHoldsMessages(String version) {
        String name = "held_" + version.replace('.', '_');
        try (FaultProxy kafka = FaultProxy.to(stack().kafka());
                SourceRun run =
                        start(name, 1, "mqtt.protocol.version", version, PRODUCER, "127.0.0.1:" + kafka.port())) {
            run.load().publish(100);
            run.settleWithoutRepeats();
            broker().restart(); // which takes a snapshot
            run.awaitReconnects(1);

            LinkFault.STALL.on(kafka).during(() -> {
                run.load().publish(HELD);
                await().until(() -> run.metric(RECEIVED) >= 100 + sentAhead());
                assertThat(run.topics().count(name)).isEqualTo(100);
                broker().kill();
                broker().start();
                run.awaitReconnects(2);
            });

            // one that is killed may have forgotten that it sent the last ones, and sends them as new ones: those alone
            // are there twice
            await().untilAsserted(() ->
                    assertThat(run.repeats()).as(run::state).isEqualTo(run.metric(RECEIVED) - 100 - HELD));
            assertThat(run.repeats()).isLessThan(HELD / 2);
            assertThat(run.metric("sessions-lost-total")).isZero();
        }
    }

    @Test
    void theLinkIsCutWhileTheSourceHoldsMessagesThatExpireMeanwhile() throws MqttException, InterruptedException {
        MqttProperties expiring = new MqttProperties();
        expiring.setMessageExpiryInterval(EXPIRY.toSeconds());
        FaultProxy proxy = FaultProxy.to("mqtt", broker().port());
        FaultProxy kafka = FaultProxy.to(stack().kafka());
        String[] settings = {
            "mqtt.server.uris", "tcp://127.0.0.1:" + proxy.port(), PRODUCER, "127.0.0.1:" + kafka.port()
        };
        try (proxy;
                kafka;
                SourceRun run = start("expired", 1, settings)) {
            Backlog.publish(broker().uri(), "expired/first", 1);
            await().until(() -> run.topics().count("expired") == 1);
            Fault away = LinkFault.STALL.on(kafka);
            away.begin();
            Backlog.publish(broker().uri(), "expired/held", HELD, expiring);
            await().until(() -> run.metric(RECEIVED) >= 1 + sentAhead());
            SourceRun.awaitPassing(EXPIRY.multipliedBy(2));
            long held = run.metric(RECEIVED) - 1; // what the broker has not sent by now is nobody's any more
            LinkFault.CUT.on(proxy).during(() -> {});
            run.awaitReconnects(1);
            assertThat(run.topics().count("expired")).isEqualTo(1);
            away.end();

            await().until(() -> run.topics().count("expired") > held);
            assertThat(Backlog.numbers(run.topics().read("expired")).cardinality())
                    .isGreaterThanOrEqualTo((int) held);
        }
    }

    /** Connect takes the tasks away from workers that do not reach Kafka, and gives them back. */
    @Test
    void kafkaIsAwayForThreeKeepAlives() {
        try (SourceRun run = start("away", 1)) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                ServerFault.FREEZE.of(stack().kafka()).during(SourceRun::threeKeepAlives);
                run.awaitMore(PER_SECOND);
            });

            run.awaitConnected(1);
            run.settle();
        }
    }

    @Test
    void aWorkerIsKilledUnderLoad() {
        try (SourceRun run = start("killed", 1)) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                ServerFault.KILL.of(run.workerOfTask(0)).during(() -> run.awaitMore(3 * PER_SECOND));
                run.awaitMore(PER_SECOND);
            });

            run.awaitConnected(1);
            run.settle();
        }
    }

    @Test
    void tasksMoveBetweenWorkersUnderLoad() {
        try (SourceRun run = start("moving", 2, "mqtt.topic.filters", SourceRun.eachDevice("moving"))) {
            ConnectWorker leaving = stack().workers().get(1);
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                leaving.stop();
                run.awaitConnected(2);
                run.awaitMore(PER_SECOND);
                leaving.start();
                await().until(() -> !WorkerMetrics.of(leaving, "moving").isEmpty());
                run.awaitMore(PER_SECOND);
            });

            run.settle();
            run.awaitConnected(2);
        }
    }

    @Test
    void aWorkerIsKilledUnderASharedSubscription() {
        try (SourceRun run = start("shared", 3, "mqtt.shared.group", "plant")) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                ServerFault.KILL.of(stack().workers().get(1)).during(() -> run.awaitMore(3 * PER_SECOND));
                run.awaitMore(PER_SECOND);
            });

            run.awaitConnected(3);
            run.settle();
            assertThat(run.metric(RECEIVED)).isPositive();
        }
    }

    /** All links are cut, again and again; what a reconnection left behind would be there 400 times. */
    @Test
    void holdsNoThreadAndNoMemoryAfter500Reconnections() {
        FaultProxy proxy = FaultProxy.to("mqtt", broker().port());
        String uri = "tcp://127.0.0.1:" + proxy.port();
        String filters = SourceRun.eachDevice("cut");
        String[] settings = {
            "mqtt.server.uris",
            uri,
            "mqtt.topic.filters",
            filters,
            "mqtt.reconnect.backoff.ms",
            "10",
            "mqtt.reconnect.backoff.max.ms",
            "100"
        };
        try (proxy;
                SourceRun run = start("cut", TASKS, settings)) {
            cut(proxy, run, RECONNECTIONS / 5);
            Footprint before = Footprint.of(stack().workers());

            cut(proxy, run, RECONNECTIONS);

            assertThat(Footprint.of(stack().workers()).growthSince(before)).isEmpty();
        }
    }

    /** Until the tasks have connected anew so often, since they started; then everything is in Kafka. */
    private static void cut(FaultProxy proxy, SourceRun run, int reconnections) {
        run.load().during(PER_SECOND, () -> {
            while (run.metric(RECONNECTS) < reconnections) {
                cutOnce(proxy, run);
            }
        });
        run.settle();
        cutOnce(proxy, run); // a link remembers what it acknowledged
    }

    private static void cutOnce(FaultProxy proxy, SourceRun run) {
        long all = run.metric(RECONNECTS) + TASKS;
        LinkFault.CUT.on(proxy).during(() -> {});
        await().until(() -> run.metric(RECONNECTS) >= all);
    }
}
