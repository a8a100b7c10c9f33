// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.Bounds;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Links that are slow, half open or gone, in both versions. */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class DeadLinkTest {
    private static final int TASKS = 25;
    private static final int RECONNECTIONS = 500;

    @Parameter
    ProtocolVersion version;

    private ScriptedBroker broker;

    @BeforeEach
    void start() {
        broker = ScriptedBroker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void leavesALineOfWhichTheOtherEndIsGone() throws InterruptedException {
        try (RunningTask task = RunningTask.start(version, broker.uri(), "mqtt.keep.alive.seconds", "5")) {
            BrokerConnection halfOpen = broker.nextConnection().welcome();
            halfOpen.fallSilent();

            await().until(() -> !halfOpen.isUp());
            broker.nextConnection().welcomeBack().publish(1, "Home/x", "alive");
            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("alive");
        }
    }

    @Test
    void waitsForASlowAnswer() throws InterruptedException {
        try (RunningTask task = RunningTask.start(version, broker.uri(), "mqtt.connect.timeout.ms", Bounds.NEVER_MS)) {
            BrokerConnection slow = broker.nextConnection();
            slow.expectConnect();
            long asked = System.nanoTime();
            await().until(() ->
                    System.nanoTime() - asked > Duration.ofSeconds(2).toNanos());
            slow.acceptNewSession();
            slow.answerSubscribe(1);
            slow.publish(1, "Home/x", "at last");

            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("at last");
        }
    }

    @Test
    void givesUpAConnectionThatIsNeverAccepted() throws InterruptedException {
        try (RunningTask task = RunningTask.start(version, broker.uri(), "mqtt.connect.timeout.ms", "15000")) {
            BrokerConnection silent = broker.nextConnection();
            silent.expectConnect();

            assertThat(silent.endedByClient()).isTrue();
            broker.nextConnection().welcome().publish(1, "Home/x", "x");
            assertThat(task.poll(1)).hasSize(1);
        }
    }

    @Test
    void keepsTheSessionAliveWhileTheBufferIsFull() throws InterruptedException {
        try (RunningTask task = RunningTask.start(
                version,
                broker.uri(),
                "mqtt.buffer.max.bytes",
                "4096",
                "mqtt.max.packet.bytes",
                "2048",
                "mqtt.keep.alive.seconds",
                "5")) {
            BrokerConnection full = broker.nextConnection().welcome();
            List.of(1, 2, 3, 4).forEach(id -> full.publish(id, "Home/x", id + "x".repeat(1_500)));
            task.awaitOverruns(1);

            await().until(() -> full.pings() >= 2);
            assertThat(full.isUp()).isTrue();
            task.commit(task.poll(2).get(0));

            assertThat(full.expectAcknowledgements(1)).containsExactly(1);
            assertThat(full.endedByClient()).isTrue();
            BrokerConnection second = broker.nextConnection().welcomeBack();
            task.awaitConnections(2);
            List.of(2, 3).forEach(id -> second.publish(id, "Home/x", id.toString()));
            assertThat(task.poll(2)).map(RunningTask::payload).containsExactly("2", "3");
        }
    }

    /** A session that nobody is connected to expires, however full the buffer is. */
    @Test
    void connectsThoughTheBufferIsFull() throws InterruptedException {
        try (RunningTask task = RunningTask.start(
                version, broker.uri(), "mqtt.buffer.max.bytes", "4096", "mqtt.max.packet.bytes", "2048")) {
            BrokerConnection full = broker.nextConnection().welcome();
            List.of(1, 2, 3, 4).forEach(id -> full.publish(id, "Home/x", id + "x".repeat(1_500)));
            task.awaitOverruns(1);
            List<SourceRecord> records = task.poll(2);
            full.cut();

            BrokerConnection second = broker.nextConnection();
            second.expectConnect();
            second.acceptNewSession();
            second.answerSubscribe(1);
            task.awaitConnections(2);
            assertThat(second.isUp()).isTrue();

            second.publish(7, "Home/x", "x".repeat(1_500));
            task.awaitOverruns(2);
            records.forEach(task::commit);
            assertThat(second.endedByClient()).isTrue();
            broker.nextConnection().welcomeBack().publish(7, "Home/x", "taken");
            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("taken");
        }
    }

    /** Paho takes 0.3 s to start its threads, so several tasks share the work. */
    @Test
    void holdsNoThreadAndNoMemoryAfter500Reconnections() throws InterruptedException {
        List<RunningTask> tasks = new ArrayList<>();
        AtomicInteger cut = new AtomicInteger();
        broker.serve(connection -> new Thread(() -> welcomeAndCut(connection, cut)).start());
        IntStream.range(0, TASKS).forEach(i -> tasks.add(RunningTask.start(version, broker.uri())));

        await(Bounds.LONG).until(() -> cut.get() >= RECONNECTIONS);
        // session, connecting, receiver, sender, callback, ping: at any moment those of one link, or of two for a while
        tasks.forEach(
                task -> await().untilAsserted(() -> assertThat(task.threads()).hasSizeLessThanOrEqualTo(6)));
        tasks.forEach(RunningTask::close);
        tasks.forEach(
                task -> await().untilAsserted(() -> assertThat(task.threads()).isEmpty()));
    }

    private static void welcomeAndCut(BrokerConnection connection, AtomicInteger cut) {
        try {
            connection.welcome();
            connection.cut();
            cut.incrementAndGet();
        } catch (AssertionError e) {
            // the task was stopped meanwhile
        }
    }
}
