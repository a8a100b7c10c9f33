// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.config.ServerUri;
import io.mqttmysql.source.testing.Certificates;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import io.mqttmysql.source.tls.TlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class TlsHandshakeTest {
    /** Container networks are full of such names; no certificate can carry them. */
    private static final String UNDERSCORE = "ssl://my_broker:8883";

    @Test
    void bearsAHostNameThatTlsCannotName() throws IOException {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", Certificates.BROKER.sockets());
                SSLSocket socket = handshake(broker, "")) {
            assertThat(socket.getSession().isValid()).isTrue();
        }
    }

    @Test
    void saysThatNoCertificateCanBeForIt() {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", Certificates.BROKER.sockets())) {
            assertThatThrownBy(() -> handshake(broker, "https"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("my_broker");
        }
    }

    /** AWS IoT on port 443 takes MQTT only from who asks for it by this name. */
    @Test
    void asksForTheProtocolInsideTls() throws IOException {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", sockets("x-amzn-mqtt-ca"));
                SSLSocket socket = handshake(broker, "", "mqtt", "x-amzn-mqtt-ca")) {
            assertThat(socket.getApplicationProtocol()).isEqualTo("x-amzn-mqtt-ca");
        }
    }

    @Test
    void takesAServerThatChoosesNoProtocol() throws IOException {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", Certificates.BROKER.sockets());
                SSLSocket socket = handshake(broker, "", "mqtt")) {
            assertThat(socket.getApplicationProtocol()).isEmpty();
        }
    }

    @Test
    void offersNoProtocolUnlessItIsTold() throws IOException {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", sockets("http/1.1"));
                SSLSocket socket = handshake(broker, "")) {
            assertThat(socket.getApplicationProtocol()).isEmpty();
        }
    }

    @Test
    void saysThatTheServerHasNoneOfTheProtocols() {
        try (ScriptedBroker broker = ScriptedBroker.start("ssl", sockets("http/1.1"))) {
            assertThatThrownBy(() -> handshake(broker, "", "mqtt"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("mqtt.ssl.alpn.protocols");
        }
    }

    private static Supplier<ServerSocket> sockets(String protocol) {
        return () -> {
            SSLServerSocket socket =
                    (SSLServerSocket) Certificates.BROKER.sockets().get();
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            return socket;
        };
    }

    private static SSLSocket handshake(ScriptedBroker broker, String verification, String... alpn) throws IOException {
        Map<String, String> properties = RunningTask.properties(UNDERSCORE);
        properties.put(
                "mqtt.ssl.truststore.location", Certificates.BROKER.trustStore().toString());
        properties.put("mqtt.ssl.endpoint.identification.algorithm", verification);
        properties.put("mqtt.ssl.alpn.protocols", String.join(",", alpn));
        TlsOptions options = MqttSourceConfig.parse(properties).connection().tls();
        int port = ServerUri.of(broker.uri()).port();
        Socket line = new Socket(InetAddress.getLoopbackAddress(), port);
        return TlsHandshake.over(line, ServerUri.of(UNDERSCORE), options);
    }
}
