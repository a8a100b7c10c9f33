// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.NEVER_MS;
import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Certificates;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that worked asks on whatever a broker says: while it is away, its session expires. */
class RefusedLaterTest {
    /** More often than a task is refused before it fails at its start. */
    private static final int REFUSALS = 8;

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90, 0x95, 0x97, 0x99, 0x9A,
                0x9B, 0x9C, 0x9D, 0x9F, 0xFF
            })
    void outlivesEveryReasonNotToConnect(int code) throws InterruptedException {
        outlives(ProtocolVersion.MQTT_5, connection -> {
            connection.expectConnect();
            connection.refuse(code);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 0x87})
    void outlivesEveryReturnCode(int code) throws InterruptedException {
        outlives(ProtocolVersion.MQTT_3_1_1, connection -> {
            connection.expectConnect();
            connection.refuse(code);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2})
    void outlivesEveryReasonNotToSubscribe(int code) throws InterruptedException {
        outlives(ProtocolVersion.MQTT_5, connection -> {
            connection.expectConnect();
            connection.acceptResumedSession();
            connection.answerSubscribe(code);
        });
    }

    @Test
    void outlivesTheOneReasonNotToSubscribeOf311() throws InterruptedException {
        outlives(ProtocolVersion.MQTT_3_1_1, connection -> {
            connection.expectConnect();
            connection.acceptNewSession();
            connection.answerSubscribe(0x80);
        });
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8D, 0x8F, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97,
                0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F, 0xA0, 0xA1, 0xA2
            })
    void outlivesEveryGoodbye(int code) throws InterruptedException {
        outlives(ProtocolVersion.MQTT_5, connection -> connection.welcomeBack().disconnect(code));
    }

    /** Each on a session that the task had, so that messages wait for it. */
    private static void outlives(ProtocolVersion version, Consumer<BrokerConnection> no) throws InterruptedException {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(version, broker.uri())) {
            broker.nextConnection().welcome();
            task.awaitConnections(1);
            broker.lastConnection().cut();
            for (int i = 0; i < REFUSALS; i++) {
                no.accept(broker.nextConnection());
                assertThat(task.pollOnce()).isEmpty();
            }

            BrokerConnection again = broker.nextConnection();
            again.expectConnect();
            again.acceptNewSession();
            again.answerSubscribe(1);
            again.publish(1, "Home/x", "let in again");

            assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("let in again");
        }
    }

    /** An authority that nobody vouches for any more, a certificate that ran out, a clock that is wrong: all alike. */
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void outlivesACertificateThatIsNotTaken(ProtocolVersion version) throws InterruptedException {
        int port = ScriptedBroker.freePort();
        String trust = Certificates.BROKER.trustStore().toString();
        try (RunningTask task =
                RunningTask.start(version, "ssl://127.0.0.1:" + port, "mqtt.ssl.truststore.location", trust)) {
            try (ScriptedBroker broker = ScriptedBroker.startOn(port, Certificates.BROKER.sockets())) {
                broker.nextConnection().welcome();
                task.awaitConnections(1);
                broker.vanish();
            }
            try (ScriptedBroker impostor = ScriptedBroker.startOn(port, Certificates.ELSEWHERE.sockets())) {
                await().until(() ->
                        impostor.hasConnections() && task.counters().refusals().sum() >= REFUSALS);
                assertThat(task.pollOnce()).isEmpty();
            }
            try (ScriptedBroker broker = ScriptedBroker.startOn(port, Certificates.BROKER.sockets())) {
                broker.nextConnection().welcomeBack().publish(1, "Home/x", "let in again");
                assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("let in again");
            }
        }
    }

    @Test
    void outlivesAnIngressThatKnowsNoSuchPath() throws InterruptedException {
        int port = ScriptedBroker.freePort();
        try (RunningTask task = RunningTask.start("ws://127.0.0.1:" + port)) {
            try (ScriptedBroker broker = ScriptedBroker.webSocketOn(port)) {
                broker.nextConnection().welcome();
                task.awaitConnections(1);
                broker.vanish();
            }
            try (ScriptedBroker ingress = ScriptedBroker.startOn(port)) {
                ingress.serve(connection ->
                        connection.sendRaw("HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                await().until(() -> task.counters().refusals().sum() >= REFUSALS);
                assertThat(task.pollOnce()).isEmpty();
            }
            try (ScriptedBroker broker = ScriptedBroker.webSocketOn(port)) {
                broker.nextConnection().welcomeBack().publish(1, "Home/x", "let in again");
                assertThat(task.poll(1)).map(RunningTask::payload).containsExactly("let in again");
            }
        }
    }

    /** The broker forgot the session, and the first link to the new one was refused its subscription. */
    @Test
    void tellsOfALostSessionAlsoWhereTheFirstLinkAfterwardsCameToNothing() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri())) {
            broker.nextConnection().welcome();
            task.awaitConnections(1);
            broker.lastConnection().cut();
            for (int i = 0; i < 2; i++) {
                BrokerConnection forgetful = broker.nextConnection();
                forgetful.expectConnect();
                forgetful.acceptNewSession();
                forgetful.answerSubscribe(0x87);
            }
            broker.nextConnection().welcomeBack();
            task.awaitConnections(2);

            assertThat(task.counters().sessionsLost().sum()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x9C, 0x9D})
    void asksTheNextServerAtOnceWhereItIsSentOn(int code) {
        try (ScriptedBroker first = ScriptedBroker.start();
                ScriptedBroker second = ScriptedBroker.start();
                RunningTask task = RunningTask.start(
                        first.uri() + "," + second.uri(),
                        "mqtt.reconnect.backoff.ms",
                        NEVER_MS,
                        "mqtt.reconnect.backoff.max.ms",
                        NEVER_MS)) {
            BrokerConnection connection = first.nextConnection();
            connection.expectConnect();
            connection.refuse(code);

            second.nextConnection().welcome();
            task.awaitConnections(1);
        }
    }
}
