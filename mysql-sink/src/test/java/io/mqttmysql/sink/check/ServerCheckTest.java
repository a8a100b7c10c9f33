// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mqttmysql.sink.check.ServerCheck.Finding;
import io.mqttmysql.sink.config.TrustStore;
import io.mqttmysql.sink.connection.StoreFile;
import io.mqttmysql.sink.failure.StoreFailed;
import io.mqttmysql.sink.testing.Bounds;
import io.mqttmysql.sink.testing.Options;
import io.mqttmysql.sink.write.SinkWriterOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that give no answer; what a real one says is tested with MySQL. */
class ServerCheckTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }

        assertThat(findings("127.0.0.1:" + port))
                .containsExactly(Finding.warning("nobody listens at jdbc:mysql://127.0.0.1:" + port
                        + "/home: start the server, or correct host and port; localhost is the worker's own machine,"
                        + " or its container"));
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
            List<Finding> findings = findingsSoon("127.0.0.1:" + silent.getLocalPort());

            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.key()).isEmpty();
                assertThat(finding.sentence()).containsAnyOf("did not answer in time", "was not through after 1 s");
            });
        }
    }

    /** The longest options are those of the connector, and the check does not take them. */
    @Test
    void hostsThatDropPacketsTakeNoLongerThanTheLimitTogether() {
        List<Finding> findings = findingsSoon("192.0.2.1,192.0.2.2,192.0.2.3");

        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.key()).isEmpty());
    }

    /** As when it is renewed between two looks at it. */
    @Test
    void theTrustStoreIsGone(@TempDir Path directory) {
        List<Finding> findings = findings(Options.of(
                "connection.url",
                "jdbc:mysql://nowhere.invalid/home",
                "connection.ssl.mode",
                "VERIFY_CA",
                TrustStore.LOCATION,
                directory.resolve("gone.jks").toString()));

        assertThat(findings)
                .containsExactly(new Finding(
                        Optional.of(TrustStore.LOCATION),
                        TrustStore.LOCATION + ": the file " + directory.resolve("gone.jks")
                                + " does not exist on this worker (error 0, SQLState 28000)."));
    }

    @Test
    void theDriversFileCannotBeWritten(@TempDir Path directory) {
        TrustStore store = new TrustStore(Optional.of(directory.resolve("any.jks")), null, "JKS");

        assertThatThrownBy(() -> StoreFile.of(store, directory.resolve("gone")))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("none can be written in " + directory.resolve("gone"));
    }

    /** The connector itself would wait for an hour. */
    private static List<Finding> findingsSoon(String hosts) {
        SinkWriterOptions patient = Options.of(
                "connection.url", "jdbc:mysql://" + hosts + "/home", "connection.timeout.ms", Bounds.NEVER_MS);
        return assertTimeoutPreemptively(SHORT.plus(Bounds.SOON), () -> findings(patient, SHORT));
    }

    private static List<Finding> findings(String hosts) {
        return findings(Options.of("connection.url", "jdbc:mysql://" + hosts + "/home"));
    }

    private static List<Finding> findings(SinkWriterOptions options) {
        return findings(options, Bounds.STEP);
    }

    private static List<Finding> findings(SinkWriterOptions options, Duration limit) {
        return new ServerCheck(options.connection(), options.pool(), options.delivery())
                .run(limit, 1, (server, problems) -> {
                    throw new AssertionError("there is no server to ask");
                });
    }
}
