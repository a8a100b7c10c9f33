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
import java.net.Socket;
import java.util.Map;
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

    private static SSLSocket handshake(ScriptedBroker broker, String verification) throws IOException {
        Map<String, String> properties = RunningTask.properties(UNDERSCORE);
        properties.put(
                "mqtt.ssl.truststore.location", Certificates.BROKER.trustStore().toString());
        properties.put("mqtt.ssl.endpoint.identification.algorithm", verification);
        TlsOptions options = MqttSourceConfig.parse(properties).connection().tls();
        int port = ServerUri.of(broker.uri()).port();
        Socket line = new Socket(InetAddress.getLoopbackAddress(), port);
        return TlsHandshake.over(line, ServerUri.of(UNDERSCORE), options);
    }
}
