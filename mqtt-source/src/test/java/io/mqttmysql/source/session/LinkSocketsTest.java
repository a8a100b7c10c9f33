// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class LinkSocketsTest {
    private final LinkSockets sockets = new LinkSockets();

    @Test
    void readsAheadAndKnowsIt() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = sockets.createSocket()) {
            assertThat(sockets.connected()).isFalse();
            client.connect(server.getLocalSocketAddress());
            assertThat(sockets.connected()).isTrue();
            try (Socket peer = server.accept()) {
                peer.getOutputStream().write(new byte[] {1, 2, 3});
                peer.shutdownOutput();
                InputStream in = client.getInputStream();
                assertThat(in.available()).isZero(); // nothing is heard before the first word
                client.getOutputStream().write(new byte[] {7});

                assertThat(in.read()).isEqualTo(1);
                assertThat(in).isSameAs(client.getInputStream());
                assertThat(in.readAllBytes()).containsExactly(2, 3);
            }
        }
    }

    @Test
    void neverTimesOutInTheMiddleOfAPacket() throws IOException {
        try (Socket client = sockets.createSocket()) {
            client.setSoTimeout(1_000);

            assertThat(client.getSoTimeout()).isZero();
        }
    }

    @Test
    void sendsAcknowledgementsAtOnce() throws IOException {
        try (Socket client = sockets.createSocket()) {
            assertThat(client.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void closesWhatItMadeAndMakesNoMore() throws IOException {
        Socket client = sockets.createSocket();

        sockets.abort();

        assertThat(client.isClosed()).isTrue();
        assertThatThrownBy(sockets::createSocket).isInstanceOf(SocketException.class);
    }
}
