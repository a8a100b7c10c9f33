// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.Bounds;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker that sends all that it has at once, whatever it was told, and a Kafka that takes a little at a time. */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class SendsAheadTest {
    @Parameter
    ProtocolVersion version;

    private ScriptedBroker broker;
    private final Set<Integer> unacknowledged = new TreeSet<>();
    private final Set<Integer> sentBefore = new HashSet<>();

    @BeforeEach
    void start() {
        broker = ScriptedBroker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void takesAllOfItOnOneLink() throws InterruptedException {
        int count = 10_000;
        queue(count);
        try (RunningTask task = start("poll.max.records", "100")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            sendAll(connection, 1);
            List<String> stored = new ArrayList<>();
            while (stored.size() < count) {
                stored.addAll(storeSome(task));
            }

            assertThat(connection.expectAcknowledgements(count))
                    .isEqualTo(IntStream.rangeClosed(1, count).boxed().toList());
            assertThat(new HashSet<>(stored)).hasSize(count);
            assertThat(task.counters().overruns().sum()).isZero();
            task.awaitConnections(1);
            assertThat(task.counters().connections().sum()).isEqualTo(1);
        }
    }

    /** The rest is asked for on a new link, at once, when nothing of it would come a second time. */
    @Test
    void takesWhatFitsAndAsksForTheRestAtOnce() throws InterruptedException {
        int count = 500;
        queue(count);
        try (RunningTask task = start(
                "mqtt.buffer.max.bytes",
                "100000",
                "mqtt.max.packet.bytes",
                "2000",
                "poll.max.records",
                "10",
                "mqtt.reconnect.backoff.ms",
                Bounds.NEVER_MS,
                "mqtt.reconnect.backoff.max.ms",
                Bounds.NEVER_MS)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            List<String> stored = new ArrayList<>();
            while (stored.size() < count) {
                long overruns = task.counters().overruns().sum();
                sendAll(connection, 1_000);
                int before = stored.size();
                await().until(() -> task.counters().overruns().sum() > overruns
                        || task.counters().received().sum() == before + unacknowledged.size());
                storeAllThatWasTaken(task, stored);
                int taken = stored.size() - before;
                unacknowledged.removeAll(connection.expectAcknowledgements(taken));
                if (!unacknowledged.isEmpty()) {
                    assertThat(connection.endedByClient()).isTrue();
                    connection = broker.nextConnection().welcomeBack();
                }
            }

            assertThat(new HashSet<>(stored)).hasSize(count);
            assertThat(stored).as("nothing twice").hasSize(count);
            assertThat(task.counters().rehomed().sum()).isZero();
            assertThat(task.counters().connections().sum()).isGreaterThan(2);
        }
    }

    private RunningTask start(String... options) {
        return RunningTask.start(version, broker.uri(), options);
    }

    private void queue(int count) {
        IntStream.rangeClosed(1, count).forEach(unacknowledged::add);
    }

    private void sendAll(BrokerConnection connection, int bytes) {
        for (int id : unacknowledged) {
            String payload = id + " " + "x".repeat(bytes);
            if (sentBefore.add(id)) {
                connection.publish(id, "Home/x", payload);
            } else {
                connection.publishAgain(id, "Home/x", payload);
            }
        }
    }

    private static void storeAllThatWasTaken(RunningTask task, List<String> stored) throws InterruptedException {
        while (stored.size() < task.counters().received().sum()) {
            stored.addAll(storeSome(task));
        }
    }

    private static List<String> storeSome(RunningTask task) throws InterruptedException {
        List<SourceRecord> records = task.pollOnce();
        records.forEach(task::commit);
        return records.stream().map(RunningTask::payload).toList();
    }
}
