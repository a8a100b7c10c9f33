// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.testing.Bounds.await;

import io.mqttmysql.stack.PortLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Debian's mosquitto as a child process: everybody may connect, nothing is dropped for want of room, and an orderly stop
 * writes the sessions down. A kill would lose what it has acknowledged since its last snapshot.
 */
final class Mosquitto implements TestBroker, AutoCloseable {
    private final Path home;
    private final PortLease port;
    private Process process;

    private Mosquitto(Path home, PortLease port) {
        this.home = home;
        this.port = port;
    }

    static Mosquitto start(Path home) throws IOException {
        Mosquitto mosquitto = new Mosquitto(home, PortLease.take());
        Files.writeString(home.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                user root
                set_tcp_nodelay true
                persistence true
                persistence_location %s/
                max_queued_messages 0
                max_queued_bytes 0
                max_inflight_messages 0
                """.formatted(mosquitto.port.port(), home));
        mosquitto.start();
        return mosquitto;
    }

    @Override
    public String uri() {
        return "tcp://127.0.0.1:" + port.port();
    }

    @Override
    public void start() {
        try {
            process = new ProcessBuilder(
                            "mosquitto", "-c", home.resolve("mosquitto.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("mosquitto.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("mosquitto cannot be started; on Debian: apt-get install mosquitto", e);
        }
        await().until(this::answers);
    }

    /** With SIGTERM. */
    @Override
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** With SIGKILL: what it has acknowledged since its last snapshot is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        await().until(() -> !process.isAlive());
    }

    @Override
    public void forget() throws IOException {
        Files.delete(home.resolve("mosquitto.db"));
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("mosquitto ended: " + Files.readString(home.resolve("mosquitto.log")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // which is the answer
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        port.close();
    }
}
