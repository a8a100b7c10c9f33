// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.Certificates;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and WebSocket: whom the task trusts, who it is, and that messages come through. */
class EncryptedTest {
    private static final String TRUSTSTORE = "mqtt.ssl.truststore.location";

    @ParameterizedTest
    @CsvSource({"ssl, MQTT_5", "ws, MQTT_5", "wss, MQTT_5", "ssl, MQTT_3_1_1", "ws, MQTT_3_1_1", "wss, MQTT_3_1_1"})
    void deliversOverEveryScheme(String scheme, ProtocolVersion version) throws InterruptedException {
        try (ScriptedBroker broker = broker(scheme);
                RunningTask task = start(version, broker, scheme)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            String large = "x".repeat(100_000);
            connection.publish(1, "Home/x", "21.5");
            connection.publish(2, "Home/x", large);

            // a poisonous one stands behind the frames too
            connection.publish(1 << 1, 3, "Home/\u000e".getBytes(StandardCharsets.UTF_8), new byte[0]);
            connection.publish(4, "Home/x", "good");

            List<SourceRecord> records = task.poll(3);
            assertThat(records).map(RunningTask::payload).containsExactly("21.5", large, "good");
            records.forEach(task::commit);
            assertThat(connection.expectAcknowledgements(4)).containsExactly(1, 2, 3, 4);
        }
    }

    private static ScriptedBroker broker(String scheme) {
        return scheme.equals("ws")
                ? ScriptedBroker.webSocket()
                : ScriptedBroker.start(scheme, Certificates.BROKER.sockets());
    }

    private static RunningTask start(ProtocolVersion version, ScriptedBroker broker, String scheme) {
        return scheme.equals("ws")
                ? RunningTask.start(version, broker.uri())
                : RunningTask.start(
                        version,
                        broker.uri(),
                        TRUSTSTORE,
                        Certificates.BROKER.trustStore().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl", "wss"})
    void refusesACertificateForAnotherHost(String scheme) {
        try (ScriptedBroker broker = ScriptedBroker.start(scheme, Certificates.ELSEWHERE.sockets());
                RunningTask task = RunningTask.start(
                        broker.uri(),
                        TRUSTSTORE,
                        Certificates.ELSEWHERE.trustStore().toString())) {
            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("the broker's certificate is not for the host 127.0.0.1")
                    .hasMessageContaining("use the name in the certificate in mqtt.server.uris");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl", "wss"})
    void takesACertificateForAnotherHostOnlyWhenTold(String scheme) {
        try (ScriptedBroker broker = ScriptedBroker.start(scheme, Certificates.ELSEWHERE.sockets());
                RunningTask task = RunningTask.start(
                        broker.uri(),
                        TRUSTSTORE,
                        Certificates.ELSEWHERE.trustStore().toString(),
                        "mqtt.ssl.endpoint.identification.algorithm",
                        "")) {
            broker.nextConnection().welcome();
            task.awaitConnections(1);
        }
    }

    @Test
    void refusesABrokerThatNobodyVouchesFor() {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", Certificates.BROKER.sockets());
                RunningTask task = RunningTask.start(
                        broker.uri(),
                        TRUSTSTORE,
                        Certificates.CLIENT.trustStore().toString())) {
            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("signed by nobody in the trust store; check mqtt.ssl.truststore.location");
        }
    }

    @Test
    void saysThatThePortIsNotForTls() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = RunningTask.start(broker.uri().replace("tcp://", "ssl://"))) {
            broker.serve(
                    connection -> connection.sendRaw("220 smtp.example.com\r\n".getBytes(StandardCharsets.US_ASCII)));
            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("does not speak TLS on this port");
        }
    }

    @Test
    void showsItsOwnCertificateWhereTheBrokerAsks() {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", Certificates.BROKER.socketsFor(Certificates.CLIENT));
                RunningTask task = RunningTask.start(
                        broker.uri(),
                        "mqtt.ssl.truststore.type",
                        "PEM",
                        "mqtt.ssl.truststore.certificates",
                        Certificates.BROKER.pemCertificate(),
                        "mqtt.ssl.keystore.location",
                        Certificates.CLIENT.keyStore().toString(),
                        "mqtt.ssl.keystore.password",
                        Certificates.PASSWORD)) {
            broker.nextConnection().welcome();
            task.awaitConnections(1);
        }
    }

    @Test
    void takesKeyAndCertificateAsText() {
        try (ScriptedBroker broker = ScriptedBroker.start("wss", Certificates.BROKER.socketsFor(Certificates.CLIENT));
                RunningTask task = RunningTask.start(
                        broker.uri(),
                        TRUSTSTORE,
                        Certificates.BROKER.trustStore().toString(),
                        "mqtt.ssl.keystore.type",
                        "PEM",
                        "mqtt.ssl.keystore.key",
                        Certificates.CLIENT.pemKey(),
                        "mqtt.ssl.keystore.certificate.chain",
                        Certificates.CLIENT.pemCertificate())) {
            broker.nextConnection().welcome();
            task.awaitConnections(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void failsWithoutTheCertificateThatTheBrokerAsksFor(String protocol) {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", Certificates.BROKER.socketsFor(Certificates.CLIENT));
                RunningTask task = RunningTask.start(
                        broker.uri(),
                        TRUSTSTORE,
                        Certificates.BROKER.trustStore().toString(),
                        "mqtt.ssl.protocol",
                        protocol,
                        "mqtt.ssl.enabled.protocols",
                        protocol)) {
            assertThatThrownBy(task::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("check mqtt.ssl.keystore.location");
        }
    }

    @Test
    void asksForTheWebSocketAsConfigured() {
        try (ScriptedBroker broker = ScriptedBroker.webSocket();
                RunningTask task = RunningTask.start(
                        broker.uri() + "/broker/mqtt?tenant=1",
                        "mqtt.websocket.header.Authorization",
                        "Bearer s3cret")) {
            BrokerConnection connection = broker.nextConnection().welcome();

            assertThat(connection.webSocketRequest())
                    .containsEntry("", "GET /broker/mqtt?tenant=1 HTTP/1.1")
                    .containsEntry("sec-websocket-protocol", "mqtt")
                    .containsEntry("authorization", "Bearer s3cret");
            task.awaitConnections(1);
        }
    }
}
