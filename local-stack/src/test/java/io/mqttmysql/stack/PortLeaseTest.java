// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class PortLeaseTest {
    @Test
    void nobodyElseCanLeaseAPortThatIsLeased() {
        try (PortLease lease = PortLease.take()) {
            Assertions.assertThatThrownBy(() -> new DatagramSocket(loopback(lease.port())).close())
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void manyLeasesAreAllDifferent() {
        Set<PortLease> leases = new HashSet<>();
        try {
            for (int i = 0; i < 100; i++) {
                leases.add(PortLease.take());
            }
            assertThat(leases.stream().map(PortLease::port)).doesNotHaveDuplicates();
        } finally {
            leases.forEach(PortLease::close);
        }
    }

    @Test
    void theLeaseLeavesThePortToItsServer() throws IOException {
        try (PortLease lease = PortLease.take()) {
            assertThat(PortLease.isFree(lease.port())).isTrue();
            assertThat(PortLease.answers(lease.port())).isFalse();

            try (ServerSocket server = new ServerSocket()) {
                server.bind(loopback(lease.port()));

                assertThat(PortLease.isFree(lease.port())).isFalse();
                assertThat(PortLease.answers(lease.port())).isTrue();
            }
        }
    }

    @Test
    void aClosedLeaseCanBeTakenAgain() throws IOException {
        PortLease lease = PortLease.take();
        int port = lease.port();
        lease.close();

        DatagramSocket next = new DatagramSocket(loopback(port));

        assertThat(next.getLocalPort()).isEqualTo(port);
        next.close();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
