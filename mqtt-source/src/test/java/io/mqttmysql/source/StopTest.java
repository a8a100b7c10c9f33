// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.Bounds;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import io.mqttmysql.source.testing.SilentServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task stops soon, whatever it is doing: within five seconds where nothing else takes the processor. */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class StopTest {
    @Parameter
    ProtocolVersion version;

    @Test
    void stopsWhileNobodyAnswersTheConnect() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            RunningTask task = RunningTask.start(version, broker.uri(), "mqtt.connect.timeout.ms", Bounds.NEVER_MS);
            BrokerConnection silent = broker.nextConnection();
            silent.expectConnect();

            assertThat(timeOf(task::close)).isLessThan(Bounds.SOON);
            assertThat(silent.endedByClient()).isTrue();
            assertThat(task.pollOnce()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl", "ws", "wss"})
    void stopsWhileNobodyAnswersTheHandshake(String scheme) throws InterruptedException {
        try (SilentServer server = SilentServer.start()) {
            RunningTask task = RunningTask.start(
                    version, scheme + "://127.0.0.1:" + server.port(), "mqtt.connect.timeout.ms", Bounds.NEVER_MS);
            server.awaitFirstBytes();

            assertThat(timeOf(task::close)).isLessThan(Bounds.SOON);
            awaitNoThreads(task);
        }
    }

    /** Every ping of the WebSocket wants an answer, until no buffer between here and there takes one more. */
    @Test
    void stopsWhileTheLineTakesNoMore() {
        try (ScriptedBroker broker = ScriptedBroker.webSocket()) {
            RunningTask task = RunningTask.start(version, broker.uri());
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.line().stopReading();
            connection.line().pingUntilNothingMoves();

            assertThat(timeOf(task::close)).isLessThan(Bounds.SOON);
            awaitNoThreads(task);
        }
    }

    @Test
    void stopsWhileNobodyAnswersTheSubscribe() {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            RunningTask task = RunningTask.start(version, broker.uri(), "mqtt.connect.timeout.ms", Bounds.NEVER_MS);
            BrokerConnection silent = broker.nextConnection();
            silent.expectConnect();
            silent.acceptNewSession();
            silent.expect(Packet.SUBSCRIBE);

            assertThat(timeOf(task::close)).isLessThan(Bounds.SOON);
        }
    }

    @Test
    void stopsWhileItWaitsForTheNextAttempt() {
        RunningTask task = RunningTask.start(
                version,
                "tcp://127.0.0.1:" + ScriptedBroker.freePort(),
                "mqtt.reconnect.backoff.ms",
                Bounds.NEVER_MS,
                "mqtt.reconnect.backoff.max.ms",
                Bounds.NEVER_MS);

        assertThat(timeOf(task::close)).isLessThan(Bounds.SOON);
    }

    @Test
    void stopsThoughKafkaHoldsRecordsBack() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            RunningTask task = RunningTask.start(version, broker.uri());
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", "1");
            assertThat(task.poll(1)).hasSize(1);

            assertThat(timeOf(task::close)).isLessThan(Bounds.SOON);
            connection.expect(Packet.DISCONNECT);
        }
    }

    @Test
    void acknowledgesWhatKafkaStoresDuringTheStop() throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            RunningTask task = RunningTask.start(version, broker.uri());
            BrokerConnection connection = broker.nextConnection().welcome();
            connection.publish(1, "Home/x", "1");
            List<SourceRecord> records = task.poll(1);
            Thread producer = new Thread(() -> records.forEach(task::commit));

            producer.start();
            task.close();

            assertThat(connection.expectAcknowledgements(1)).containsExactly(1);
            connection.expect(Packet.DISCONNECT);
            producer.join();
        }
    }

    @Test
    void stopsTwiceAndUnstarted() {
        RunningTask task = RunningTask.start(version, "tcp://127.0.0.1:" + ScriptedBroker.freePort());
        task.close();
        task.close();

        new MqttSourceTask().stop();

        awaitNoThreads(task);
    }

    @Test
    void leavesNoThreadBehindAtWhateverMomentItStops() {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            List<RunningTask> tasks = IntStream.range(0, 20)
                    .mapToObj(i -> {
                        RunningTask task = RunningTask.start(version, broker.uri());
                        LockSupport.parkNanos(Duration.ofMillis(i * 5L).toNanos());
                        task.close();
                        return task;
                    })
                    .toList();

            tasks.forEach(StopTest::awaitNoThreads);
        }
    }

    /** Paho's connecting thread ends a moment after the rest. */
    private static void awaitNoThreads(RunningTask task) {
        await().untilAsserted(() -> assertThat(task.threads()).isEmpty());
    }

    private static Duration timeOf(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
