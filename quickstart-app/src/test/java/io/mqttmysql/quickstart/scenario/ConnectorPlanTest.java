// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.command.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorPlanTest {
    private static final Path PROJECT = Path.of("..");

    @TempDir
    private Path folder;

    @Test
    void theShippedFilesAreUsedAsTheyAre() {
        ConnectorPlan plan = plan(List.of());

        assertThat(plan.names()).containsExactly("mqtt-source", "mysql-sink", "dead-letters");
        assertThat(plan.deadLetterTopic()).hasValue("home-dead-letters");
        assertThat(plan.connectors().get(0).settings()).containsEntry("mqtt.client.id", "home-to-kafka");
        assertThat(plan.connectors().get(1).consumerGroup()).isEqualTo("connect-mysql-sink");
        assertThat(plan.connectors().get(2).settings()).containsEntry("topics", "home-dead-letters");
    }

    @Test
    void onAnOwnBrokerTheSourceIsAGuestWithANameOfItsOwn() {
        ConnectorPlan plan = plan(List.of("--mqtt", "tcp://broker", "--filter", "a/#,b/#"));

        assertThat(plan.connectors().get(0).settings())
                .containsEntry("mqtt.client.id", "quickstart-4711")
                .containsEntry("mqtt.topic.filters", "a/#,b/#")
                .containsEntry("mqtt.session.expiry.seconds", "60");
    }

    /** The password itself is in no configuration. */
    @Test
    void theSourceGetsTheLoginOfAnOwnBroker() throws IOException {
        Path password = Files.writeString(folder.resolve("mqtt-password"), "geheim\n");

        Map<String, String> source = plan(List.of(
                        "--mqtt", "ssl://broker", "--mqtt-user", "anna", "--mqtt-password-file", password.toString()))
                .connectors()
                .get(0)
                .settings();

        assertThat(source)
                .containsEntry("mqtt.username", "anna")
                .containsEntry("mqtt.password.file", password.toAbsolutePath().toString())
                .doesNotContainValue("geheim");
    }

    @Test
    void deadLettersFollowTheOwnSinkFile() throws IOException {
        ConnectorPlan other = plan(own("{\"errors.deadletterqueue.topic.name\": \"mine\", \"tasks.max\": \"2\"}"));
        assertThat(other.deadLetterTopic()).hasValue("mine");
        assertThat(other.connectors().get(1).tasks()).isEqualTo(2);
        assertThat(other.connectors().get(2).settings()).containsEntry("topics", "mine");

        ConnectorPlan none = plan(own("{\"table\": \"mine\"}"));
        assertThat(none.deadLetterTopic()).isEmpty();
        assertThat(none.names()).containsExactly("mqtt-source", "mysql-sink");
    }

    private List<String> own(String json) throws IOException {
        return List.of(
                "--config", Files.writeString(folder.resolve("sink.json"), json).toString());
    }

    private static ConnectorPlan plan(List<String> arguments) {
        return ConnectorPlan.of(Scenario.of(CommandLines.read(new QuickstartCommand(), arguments), "4711"), PROJECT);
    }
}
