// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.fault.CommitCut.Side;
import io.mqttmysql.stack.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between a client and a server that answers each piece with the same. */
class FaultProxyTest {
    private static final int A_WHILE_MILLIS = 300;

    private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
    private final CommitCut commits = CommitCut.ofAll();
    private ServerSocket server;
    private FaultProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread echo = new Thread(this::accept, "echo");
        echo.setDaemon(true);
        echo.start();
        proxy = FaultProxy.to("link", server.getLocalPort(), commits);
        client = open();
        send("hello"); // connected to the server, too
        assertThat(receive()).isEqualTo("hello");
        received.clear();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void passesBothWays() throws IOException {
        send("one");
        assertThat(receive()).isEqualTo("one");
        send("two");
        assertThat(receive()).isEqualTo("two");
    }

    @Test
    void aCutResetsWhatIsOpenAndWhatIsOpenedUntilItIsHealed() throws IOException {
        Fault cut = LinkFault.CUT.on(proxy);
        assertThat(cut.name()).isEqualTo("link-cut");

        cut.begin();
        assertThatThrownBy(this::receive).isInstanceOf(SocketException.class);
        assertThat(proxy.broken()).isEqualTo(1);
        client = open();
        assertThatThrownBy(this::receive).isInstanceOf(SocketException.class);
        assertThat(proxy.broken()).isEqualTo(2);

        cut.end();
        client = open();
        passesBothWays();
    }

    @Test
    void aStallHoldsEverythingAndLosesNothing() throws IOException {
        LinkFault.STALL.on(proxy).begin();
        send("late");
        client.setSoTimeout(A_WHILE_MILLIS);
        assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
        assertThat(received).isEmpty();

        LinkFault.STALL.on(proxy).end();
        client.setSoTimeout((int) Patience.EFFECT.toMillis());
        assertThat(receive()).isEqualTo("late");
    }

    @Test
    void aDelayMakesEveryPieceLate() throws IOException {
        LinkFault.DELAY.on(proxy).begin();
        long from = System.nanoTime();
        send("late");

        assertThat(receive()).isEqualTo("late");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void aCommitIsCutBeforeTheServerHasIt() throws IOException {
        commits.fault(Side.BEFORE).begin();
        send("a longer statement that ends with commit");
        assertThat(receive()).endsWith("commit");
        send("COMMIT");

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(commits.cuts()).isEqualTo(1);
        assertThat(received).containsExactly("a longer statement that ends with commit");
    }

    @Test
    void aCommitIsCutAfterTheServerHasIt() throws IOException {
        commits.fault(Side.AFTER).begin();
        send("commit");

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        await().untilAsserted(() -> assertThat(received).containsExactly("commit"));
    }

    @Test
    void theCommitOfRowsIsCutAndNotTheOneBeforeThem() throws IOException {
        CommitCut ofRows = CommitCut.ofRows();
        try (FaultProxy other = FaultProxy.to("link", server.getLocalPort(), ofRows)) {
            client.close();
            client = new Socket(InetAddress.getLoopbackAddress(), other.port());
            client.setSoTimeout((int) Patience.EFFECT.toMillis());
            ofRows.fault(Side.BEFORE).begin();
            for (String passes : List.of("SELECT 1", "COMMIT", "INSERT INTO t VALUES (1)")) {
                send(passes);
                assertThat(receive()).isEqualTo(passes);
            }
            send("COMMIT");

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(ofRows.cuts()).isEqualTo(1);
        }
    }

    @Test
    void aCommitPassesWhenTheFaultIsOver() throws IOException {
        Fault cut = commits.fault(Side.BEFORE);
        cut.begin();
        cut.end();
        send("COMMIT");

        assertThat(receive()).isEqualTo("COMMIT");
        assertThat(commits.cuts()).isZero();
    }

    @Test
    void whatIsAwaitedIsActedOnOnceBeforeItGoesOn() throws IOException {
        List<List<String>> seen = new CopyOnWriteArrayList<>();
        proxy.before("two", () -> seen.add(List.copyOf(received)));

        for (String text : List.of("one", "twofold", "one, two", "two")) {
            send(text);
            assertThat(receive()).isEqualTo(text);
        }

        assertThat(seen).containsExactly(List.of("one", "twofold"));
    }

    /** As a server that is frozen by a statement never answers it. */
    @Test
    void whatBeginsAStallIsHeldByIt() throws IOException {
        proxy.before("late", LinkFault.STALL.on(proxy)::begin);
        send("late");
        client.setSoTimeout(A_WHILE_MILLIS);
        assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
        assertThat(received).isEmpty();

        LinkFault.STALL.on(proxy).end();
        client.setSoTimeout((int) Patience.EFFECT.toMillis());
        assertThat(receive()).isEqualTo("late");
    }

    @Test
    void itsPortIsFreeOnceItIsClosed() throws IOException {
        for (int i = 0; i < 300; i++) {
            FaultProxy proxy = FaultProxy.to("link", 1);
            proxy.close();

            try (ServerSocket next = new ServerSocket(proxy.port(), 0, InetAddress.getLoopbackAddress())) {
                assertThat(next.isBound()).isTrue();
            }
        }
    }

    @Test
    void faultsHappenTogetherAndAreHealedTogether() throws IOException {
        Fault both = Fault.together(LinkFault.CUT.on(proxy), commits.fault(Side.BEFORE));
        assertThat(both.name()).isEqualTo("link-cut + mysql-commit-cut-before");

        both.during(() -> assertThat(proxy.broken()).isEqualTo(1));

        client = open();
        send("COMMIT");
        assertThat(receive()).isEqualTo("COMMIT");
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout((int) Patience.EFFECT.toMillis());
        return socket;
    }

    private void send(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String receive() throws IOException {
        byte[] buffer = new byte[100];
        int read = client.getInputStream().read(buffer);
        return read < 0 ? "(end)" : new String(buffer, 0, read, StandardCharsets.UTF_8);
    }

    private void accept() {
        try {
            while (true) {
                Socket peer = server.accept();
                Thread thread = new Thread(() -> echo(peer), "echo-one");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt(); // closed: the test is over
        }
    }

    private void echo(Socket peer) {
        byte[] buffer = new byte[100];
        try (peer;
                InputStream in = peer.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received.add(new String(buffer, 0, read, StandardCharsets.UTF_8));
                peer.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt(); // reset
        }
    }
}
