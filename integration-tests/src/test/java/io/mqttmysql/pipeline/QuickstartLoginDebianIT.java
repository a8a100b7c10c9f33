// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.PortLease;
import io.mqttmysql.testing.Certificates;
import io.mqttmysql.testing.QuickstartProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mosquitto that lets nobody in without a login, and shows a certificate of an authority of its own. */
@Tag("processes")
class QuickstartLoginDebianIT {
    private static final String PASSWORD = "canary-broker-7d2e";

    @TempDir
    private Path folder;

    private final PortLease port = PortLease.take();
    private Process broker;
    private Certificates certificates;

    @BeforeEach
    void start() throws Exception {
        certificates = Certificates.generate(folder, "broker", "ip:127.0.0.1,dns:localhost");
        Path logins = folder.resolve("logins");
        assertThat(new ProcessBuilder("mosquitto_passwd", "-b", "-c", logins.toString(), "anna", PASSWORD)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Path settings = Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                user root
                allow_anonymous false
                password_file %s
                certfile %s
                keyfile %s
                """.formatted(
                        port.port(), logins, certificates.certificate(), certificates.key()));
        broker = new ProcessBuilder("mosquitto", "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        await().until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() {
        broker.destroy();
        port.close();
    }

    private QuickstartProcess quickstart(String password) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        return QuickstartProcess.start(
                folder.resolve("screen"),
                List.of(
                        "--mqtt",
                        "ssl://localhost:" + port.port(),
                        "--mqtt-user",
                        "anna",
                        "--mqtt-password-file",
                        file.toString(),
                        "--mqtt-ca",
                        certificates.certificate().toString(),
                        "--simulate",
                        "--for",
                        "5s",
                        "--rate",
                        "20"));
    }

    @Test
    void whoHasTheLoginMayShowTheHouse() throws IOException {
        try (QuickstartProcess quickstart = quickstart(PASSWORD)) {
            quickstart.awaitWords("(PROVED)");
            quickstart.awaitWords("The session (quickstart-\\w+-0) at \\S+ is ended");

            assertThat(quickstart.screen()).doesNotContain(PASSWORD);
        }
    }

    /** Before anything is started. */
    @Test
    void whoHasAnotherPasswordIsTold() throws IOException {
        try (QuickstartProcess quickstart = quickstart("another")) {
            quickstart.awaitWords("(ot authorized|ad user name or password)");

            assertThat(quickstart.screen()).contains("localhost:" + port.port()).doesNotContain("Kafka");
        }
    }
}
