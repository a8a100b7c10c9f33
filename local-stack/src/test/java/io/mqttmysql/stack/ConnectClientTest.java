// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.stack.testing.FakeConnect;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectClientTest {
    private static final String RUNNING = """
            {"name":"x","connector":{"state":"RUNNING"},"tasks":[{"id":0,"state":"RUNNING"}]}""";
    private static final String TASK_FAILED = """
            {"name":"x","connector":{"state":"RUNNING"},"tasks":[{"id":0,"state":"FAILED","trace":"why it failed"}]}""";

    private FakeConnect worker;
    private ConnectClient connect;

    @BeforeEach
    void start() throws IOException {
        worker = new FakeConnect();
        connect = new ConnectClient(worker.uri());
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void putsAConfiguration() {
        worker.answering(201, "{}");

        connect.put("my connector", Map.of("tasks.max", "1"));

        assertThat(worker.requests()).containsExactly("PUT /connectors/my%20connector/config {\"tasks.max\":\"1\"}");
    }

    @Test
    void asksAgainWhileTheGroupRebalances() {
        worker.answering(409, "{\"message\":\"rebalance\"}")
                .answering(409, "{}")
                .answering(204, "");

        connect.delete("x");

        assertThat(worker.requests()).hasSize(3).containsOnly("DELETE /connectors/x");
    }

    @Test
    void repeatsConnectsOwnReason() {
        worker.answering(400, "{\"error_code\":400,\"message\":\"Missing required configuration\"}");

        assertThatThrownBy(() -> connect.put("x", Map.of()))
                .isInstanceOf(StackException.class)
                .hasMessage("Connect refused PUT /connectors/x/config (400): Missing required configuration");
    }

    @Test
    void saysThatNobodyAnswers() {
        try (PortLease nobody = PortLease.take()) {
            ConnectClient away = new ConnectClient(URI.create("http://127.0.0.1:" + nobody.port() + "/"));

            assertThatThrownBy(away::plugins)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("does not answer")
                    .hasMessageContaining("see whether the worker runs");
        }
    }

    @Test
    void validatesWithTheConnectorsOwnPlugin() {
        worker.answering(200, "{\"error_count\":2}");

        assertThat(connect.validate(Map.of("connector.class", "a.B"))
                        .path("error_count")
                        .asInt())
                .isEqualTo(2);
        assertThat(worker.requests().get(0)).startsWith("PUT /connector-plugins/a.B/config/validate ");
    }

    @Test
    void aConnectorThatConnectDoesNotKnowIsAbsent() {
        worker.answering(404, "{\"message\":\"No status found\"}");

        ConnectClient.Status status = connect.status("x");

        assertThat(status.state()).isEqualTo("ABSENT");
        assertThat(status.isRunning()).isFalse();
    }

    @Test
    void aConnectorWithoutTasksDoesNotRun() {
        worker.answering(200, "{\"name\":\"x\",\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[]}");

        assertThat(connect.status("x").isRunning()).isFalse();
    }

    @Test
    void showsWhyATaskFailed() {
        worker.answering(200, TASK_FAILED);

        ConnectClient.Status status = connect.status("x");

        assertThat(status.hasFailedTask()).isTrue();
        assertThat(status.trace()).isEqualTo("why it failed");
    }

    @Test
    void waitsThroughAFailureThatIsOnlyThePast() {
        worker.answering(404, "{}").answering(200, TASK_FAILED).answering(200, RUNNING);

        connect.awaitRunning("x", 1, Patience.START);

        assertThat(worker.requests()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void givesUpWithStateAndReason() {
        worker.answering(200, TASK_FAILED);

        assertThatThrownBy(() -> connect.awaitRunning("x", 1, Duration.ofMillis(200)))
                .isInstanceOf(StackException.class)
                .hasMessage("Connector x is not RUNNING with 1 task(s) but RUNNING, tasks [FAILED]: why it failed");
    }

    @Test
    void namesTheCauseBelowConnectsOwnWords() {
        worker.answering(
                200,
                TASK_FAILED.replace(
                        "why it failed",
                        "ConnectException: Exiting\\n\\tat a.B.c(D.java:1)\\nCaused by: no table 'x'\\n\\t... 3 more"));

        assertThat(connect.status("x").inWords())
                .isEqualTo("RUNNING, tasks [FAILED]: ConnectException: Exiting" + System.lineSeparator()
                        + "Caused by: no table 'x'");
    }

    @Test
    void tooFewTasksAreNotEnough() {
        worker.answering(200, RUNNING);

        assertThatThrownBy(() -> connect.awaitRunning("x", 2, Duration.ofMillis(200)))
                .isInstanceOf(StackException.class);
    }
}
