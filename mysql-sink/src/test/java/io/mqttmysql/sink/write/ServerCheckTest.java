// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Options;
import io.mqttmysql.sink.write.ServerCheck.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that give no answer; what a real one says is tested with MySQL. */
@Timeout(20)
class ServerCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }

        assertThat(findings("127.0.0.1:" + port))
                .containsExactly(Finding.warning("nobody listens at jdbc:mysql://127.0.0.1:" + port
                        + "/home: start the server, or correct host and port"));
    }

    @Test
    void theHostIsUnknown() {
        assertThat(findings("nowhere.invalid"))
                .containsExactly(Finding.warning(
                        "the host of jdbc:mysql://nowhere.invalid/home is unknown here: correct the name,"
                                + " or this machine's name service"));
    }

    /** It accepts, as the kernel does for it, and says nothing. */
    @Test
    void aServerThatStaysSilentTakesNoLongerThanTheLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();

            List<Finding> findings = findings("127.0.0.1:" + silent.getLocalPort());

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(1));
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.key()).isEmpty();
                assertThat(finding.sentence()).containsAnyOf("did not answer in time", "was not through after 1 s");
            });
        }
    }

    /** The longest options are those of the connector, and the check does not take them. */
    @Test
    void hostsThatDropPacketsTakeNoLongerThanTheLimitTogether() {
        long start = System.nanoTime();

        List<Finding> findings = findings("192.0.2.1,192.0.2.2,192.0.2.3");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(1));
        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.key()).isEmpty());
    }

    private static List<Finding> findings(String hosts) {
        SinkWriterOptions options = Options.of("connection.url", "jdbc:mysql://" + hosts + "/home");
        return new ServerCheck(options.connection(), options.pool(), options.delivery())
                .run(LIMIT, 1, (server, problems) -> {
                    throw new AssertionError("there is no server to ask");
                });
    }
}
