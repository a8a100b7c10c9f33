// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A password that stands in a file may change while the task runs. */
class PasswordFileRotationTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void readsTheFileForEveryConnection(ProtocolVersion version) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "first\n");
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = start(version, broker, file)) {
            BrokerConnection connection = broker.nextConnection();
            assertThat(connection.expectConnect().login()).isEqualTo(new ConnectPacket.Login("house", "first"));
            connection.acceptNewSession();
            connection.answerSubscribe(1);
            task.awaitConnections(1);

            Files.writeString(file, "second\n");
            connection.cut();

            assertThat(broker.nextConnection().expectConnect().login())
                    .isEqualTo(new ConnectPacket.Login("house", "second"));
        }
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void waitsForAFileThatIsNotThere(ProtocolVersion version) throws IOException, InterruptedException {
        Path file = directory.resolve("password");
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = start(version, broker, file)) {
            for (int i = 0; i < 10; i++) {
                assertThat(task.pollOnce()).isEmpty(); // it does not fail
            }
            assertThat(broker.hasConnections()).isFalse();

            Files.writeString(file, "late");

            assertThat(broker.nextConnection().expectConnect().login())
                    .isEqualTo(new ConnectPacket.Login("house", "late"));
        }
    }

    /** While a file is written anew it is empty for a moment. */
    @Test
    void outlivesAFileThatIsEmptiedWhileItRuns() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("password"), "first");
        try (ScriptedBroker broker = ScriptedBroker.start();
                RunningTask task = start(ProtocolVersion.MQTT_5, broker, file)) {
            BrokerConnection connection = broker.nextConnection().welcome();
            task.awaitConnections(1);
            Files.writeString(file, "");
            connection.cut();
            await().until(() -> {
                task.pollOnce();
                return !connection.isUp();
            });
            task.pollOnce();

            Files.writeString(file, "second");

            assertThat(broker.nextConnection().expectConnect().login().password())
                    .isEqualTo("second");
        }
    }

    private static RunningTask start(ProtocolVersion version, ScriptedBroker broker, Path file) {
        return RunningTask.start(
                version, broker.uri(), "mqtt.username", "house", "mqtt.password.file", file.toString());
    }
}
