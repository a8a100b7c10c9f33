// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.Bounds;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Certificates;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A broker that is busy sending reads late. A line that is closed over unread input takes back what is under way, so
 * the client lets it read to the end, as long as it may take.
 */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class GoodbyeTest {
    private static final int MESSAGES = 2_000;
    private static final String LARGE = "x".repeat(1_000);

    /** A small part of the time that it has. */
    private static final Duration BUSY = Duration.ofMillis(500);

    @Parameter
    ProtocolVersion version;

    private ScriptedBroker broker;

    @AfterEach
    void stop() {
        broker.close();
    }

    /** @param way a scheme, and maybe a version of TLS */
    private RunningTask start(String way, String... options) {
        String scheme = way.split(" ")[0];
        List<String> all = new ArrayList<>(List.of(options));
        if (scheme.equals("tcp")) {
            broker = ScriptedBroker.start();
        } else if (scheme.equals("ws")) {
            broker = ScriptedBroker.webSocket();
        } else {
            broker = ScriptedBroker.start(scheme, Certificates.BROKER.sockets());
            Collections.addAll(
                    all,
                    "mqtt.ssl.truststore.location",
                    Certificates.BROKER.trustStore().toString(),
                    "mqtt.ssl.enabled.protocols",
                    way.contains(" ") ? way.split(" ")[1] : "TLSv1.3");
        }
        return RunningTask.start(version, broker.uri(), all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ssl TLSv1.3", "ssl TLSv1.2", "ws", "wss"})
    void aStopInABacklogTakesNoAcknowledgementBack(String scheme) throws InterruptedException {
        RunningTask task = start(scheme);
        BrokerConnection connection = broker.nextConnection().welcome();
        acknowledgeUnread(task, connection);

        Thread stop = inBackground(task::close);
        long begin = System.nanoTime();
        send(connection, () -> System.nanoTime() - begin < BUSY.toNanos());
        connection.line().readAgain();

        assertThat(connection.expectAcknowledgements(MESSAGES)).isEqualTo(ids());
        connection.expect(Packet.DISCONNECT);
        stop.join();
        await().untilAsserted(() -> assertThat(task.threads()).isEmpty());
    }

    /** The link is re-created to get what was not taken; what was taken before must not come again. */
    @Test
    void aReconnectionOfOursTakesNoAcknowledgementBack() throws InterruptedException {
        try (RunningTask task = start("tcp", "mqtt.buffer.max.bytes", "40000", "mqtt.max.packet.bytes", "2000")) {
            BrokerConnection connection = broker.nextConnection().welcome();
            IntStream.rangeClosed(1, 50).forEach(id -> connection.publish(id, "Home/x", LARGE));
            task.awaitOverruns(1);
            List<SourceRecord> records =
                    task.poll((int) task.counters().received().sum());
            connection.line().stopReading();
            records.forEach(task::commit);

            long begin = System.nanoTime();
            send(connection, () -> System.nanoTime() - begin < BUSY.toNanos());
            connection.line().readAgain();

            int acknowledged = (int) task.counters().acknowledged().sum();
            assertThat(connection.expectAcknowledgements(acknowledged)).isEqualTo(ids().subList(0, acknowledged));
            connection.expect(Packet.DISCONNECT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ssl TLSv1.2"})
    void aBrokerThatSendsForeverIsLeft(String scheme) {
        RunningTask task = start(scheme);
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.line().neverClose();
        Thread sending = inBackground(() -> send(connection, () -> true));
        task.awaitReceived(1);

        long begin = System.nanoTime();
        task.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Bounds.SOON);
        await().until(() -> !sending.isAlive());
        await().untilAsserted(() -> assertThat(task.threads()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "wss"})
    void aBrokerThatNeverClosesIsLeft(String scheme) {
        RunningTask task = start(scheme);
        BrokerConnection connection = broker.nextConnection().welcome();
        connection.line().neverClose();
        task.awaitConnections(1);

        long begin = System.nanoTime();
        task.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Bounds.SOON);
        connection.expect(Packet.DISCONNECT);
        await().untilAsserted(() -> assertThat(task.threads()).isEmpty());
        connection.cut();
    }

    /** All are acknowledged, and the broker has read none of it yet. */
    private static void acknowledgeUnread(RunningTask task, BrokerConnection connection) throws InterruptedException {
        ids().forEach(id -> connection.publish(id, "Home/x", "1"));
        List<SourceRecord> records = task.poll(MESSAGES);
        connection.line().stopReading();
        records.forEach(task::commit);
        await().until(() -> task.counters().acknowledged().sum() == MESSAGES);
    }

    private static List<Integer> ids() {
        return IntStream.rangeClosed(1, MESSAGES).boxed().toList();
    }

    /** Closes where the client takes nothing more, as brokers do. */
    private static void send(BrokerConnection connection, BooleanSupplier isBusy) {
        try {
            while (isBusy.getAsBoolean()) {
                connection.publishQos0("Home/x", LARGE);
            }
        } catch (UncheckedIOException e) {
            connection.cut();
        }
    }

    private static Thread inBackground(Runnable action) {
        Thread thread = new Thread(action, "goodbye-test");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
