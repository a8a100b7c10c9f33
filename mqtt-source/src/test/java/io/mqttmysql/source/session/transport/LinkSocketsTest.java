// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.RunningTask;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LinkSocketsTest {
    private static final byte[] PINGRESP = {(byte) 0xD0, 0};

    @Test
    void readsAheadAndKnowsIt() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LinkSockets sockets = socketsTo(server.getLocalPort());
            Socket client = sockets.createSocket();
            assertThat(sockets.connected()).isFalse();
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), 1_000);
            assertThat(sockets.connected()).isTrue();
            try (Socket peer = server.accept()) {
                peer.getOutputStream().write(PINGRESP);
                peer.shutdownOutput();
                InputStream in = client.getInputStream();
                assertThat(in.available()).isZero(); // nothing is heard before the first word
                client.getOutputStream().write(new byte[] {7});

                assertThat(in.read()).isEqualTo(0xD0);
                assertThat(in).isSameAs(client.getInputStream());
                assertThat(in.available()).isEqualTo(1);
                assertThat(in.readAllBytes()).containsExactly(0);
            }
            assertThat(closedByAbort(sockets)).isTrue();
        }
    }

    @Test
    void neverTimesOutInTheMiddleOfAPacket() throws IOException {
        try (Socket client = socketsTo(1).createSocket()) {
            client.setSoTimeout(1_000);

            assertThat(client.getSoTimeout()).isZero();
        }
    }

    @Test
    void makesNoConnectionOnceItWasAborted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LinkSockets sockets = socketsTo(server.getLocalPort());

            assertThat(closedByAbort(sockets)).isTrue();

            try (Socket client = sockets.createSocket()) {
                assertThatThrownBy(
                                () -> client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), 1_000))
                        .isInstanceOf(SocketException.class);
            }
        }
    }

    /** The client has its stream, but its threads do not come to the processor. */
    @Test
    void closesAClientThatIsStillStartingOnceItHasStarted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LinkSockets sockets = socketsTo(server.getLocalPort());
            Socket client = sockets.createSocket();
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), 1_000);
            InputStream in = client.getInputStream();
            AtomicBoolean isClosed = new AtomicBoolean();

            Thread.currentThread().interrupt(); // so that nothing is waited for here
            sockets.abort(() -> isClosed.set(true));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(isClosed).isFalse();

            assertThatThrownBy(() -> client.getOutputStream().write(7)).isInstanceOf(IOException.class);
            assertThat(isClosed).isFalse();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
            await().untilTrue(isClosed);
        }
    }

    private static boolean closedByAbort(LinkSockets sockets) {
        AtomicBoolean isClosed = new AtomicBoolean();
        sockets.abort(() -> isClosed.set(true));
        return isClosed.get();
    }

    private static LinkSockets socketsTo(int port) {
        String uri = "tcp://127.0.0.1:" + port;
        GuardRules rules = new GuardRules(ProtocolVersion.MQTT_5, 1_000, 30, new PlaceholderTopics(), packet -> {});
        return new LinkSockets(
                uri, 1, MqttSourceConfig.parse(RunningTask.properties(uri)).connection(), rules);
    }
}
