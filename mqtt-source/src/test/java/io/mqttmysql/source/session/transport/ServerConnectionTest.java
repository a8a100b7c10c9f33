// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.config.ServerUri;
import io.mqttmysql.source.session.transport.ServerConnection.Addresses;
import io.mqttmysql.source.testing.Bounds;
import io.mqttmysql.source.testing.RunningTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a name that stands for several addresses is tried. */
class ServerConnectionTest {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);

    /** Its queue is full, so the system answers no further SYN: like a host that is gone behind a silent router. */
    private static final class DeadEnd implements AutoCloseable {
        private final ServerSocket server;
        private final List<Socket> queued = new ArrayList<>();

        DeadEnd(InetAddress address, int port) throws IOException {
            server = new ServerSocket(port, 1, address);
            for (boolean isOpen = true; isOpen; ) {
                Socket socket = new Socket();
                queued.add(socket);
                try {
                    socket.connect(new InetSocketAddress(address, port), 500);
                } catch (SocketTimeoutException e) {
                    isOpen = false;
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queued) {
                socket.close();
            }
            server.close();
        }
    }

    @Test
    void reachesTheLastAddressThoughTheOthersSwallowEverything() throws IOException {
        InetAddress dead = InetAddress.getByName("127.0.0.2");
        InetAddress alive = InetAddress.getByName("127.0.0.3");
        try (ServerSocket server = new ServerSocket(0, 5, alive);
                DeadEnd end = new DeadEnd(dead, server.getLocalPort())) {
            assertThat(end.queued).isNotEmpty();
            ServerConnection connection = connection(server.getLocalPort(), host -> {
                List<InetAddress> all = new ArrayList<>(Collections.nCopies(15, dead));
                all.add(alive);
                return all;
            });

            long start = System.nanoTime();
            connection.open();

            assertThat(connection.isOpen()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CONNECT_TIMEOUT.plus(Bounds.SOON));
            connection.close();
        }
    }

    @Test
    void takesNoLongerForAllAddressesThanForOne() throws IOException {
        InetAddress dead = InetAddress.getByName("127.0.0.4");
        try (DeadEnd end = new DeadEnd(dead, freePort(dead))) {
            ServerConnection connection = connection(end.server.getLocalPort(), host -> Collections.nCopies(15, dead));

            long start = System.nanoTime();
            assertThatThrownBy(connection::open).isInstanceOf(SocketTimeoutException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CONNECT_TIMEOUT.plus(Bounds.SOON));
        }
    }

    @Test
    void beginsWithAnotherAddressAtEachTurn() throws IOException {
        List<InetAddress> all = List.of(InetAddress.getAllByName("localhost"));

        for (int turn = 0; turn < 2 * all.size(); turn++) {
            assertThat(Addresses.from(turn).of("localhost"))
                    .containsExactlyInAnyOrderElementsOf(all)
                    .startsWith(all.get(turn % all.size()));
        }
    }

    private static int freePort(InetAddress address) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, address)) {
            return free.getLocalPort();
        }
    }

    private static ServerConnection connection(int port, Addresses addresses) {
        Map<String, String> properties = RunningTask.properties("tcp://cluster:" + port);
        properties.put("mqtt.connect.timeout.ms", Long.toString(CONNECT_TIMEOUT.toMillis()));
        ConnectionOptions options = MqttSourceConfig.parse(properties).connection();
        return new ServerConnection(
                ServerUri.of("tcp://cluster:" + port), options, new ReceiverWatch(System::nanoTime), addresses);
    }
}
