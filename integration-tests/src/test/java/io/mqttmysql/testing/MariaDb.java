// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import static io.mqttmysql.testing.Bounds.await;

import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.PortLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Debian's MariaDB as a child process on loopback, in a temporary folder that is removed with it. The distribution's own
 * service, its configuration and its data are not touched.
 */
final class MariaDb implements AutoCloseable {
    private static final String USER = "stack";

    private final Path home;
    private final PortLease port;
    private final SqlServer server;
    private Process process;

    private MariaDb(Path home, PortLease port) {
        this.home = home;
        this.port = port;
        this.server = new SqlServer(port.port(), USER, UUID.randomUUID().toString(), this::restart);
    }

    static MariaDb start() {
        try {
            MariaDb mariaDb = new MariaDb(Files.createTempDirectory("maria"), PortLease.take());
            Files.writeString(mariaDb.home.resolve("users.sql"), users(mariaDb.server.password()));
            mariaDb.initialise();
            mariaDb.run();
            return mariaDb;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "MariaDB did not start; are Debian's packages mariadb-server-core and mariadb-client-core there?",
                    e);
        }
    }

    private void run() throws IOException {
        process = new ProcessBuilder(asRoot(List.of(
                        "mariadbd",
                        "--no-defaults",
                        "--datadir=" + home.resolve("data"),
                        "--port=" + server.port(),
                        "--bind-address=127.0.0.1",
                        "--socket=" + home.resolve("s"),
                        "--pid-file=" + home.resolve("pid"),
                        "--init-file=" + home.resolve("users.sql"),
                        "--skip-name-resolve",
                        "--default-time-zone=+00:00",
                        "--character-set-server=utf8mb4",
                        "--innodb-buffer-pool-size=32M")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        await().until(this::answers);
    }

    private Path log() {
        return home.resolve("log");
    }

    private void restart() {
        stop();
        try {
            run();
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB did not start again", e);
        }
    }

    private void stop() {
        process.destroy();
        try {
            process.onExit().get(Patience.STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }

    /** Run at each start; one statement a line. */
    private static String users(String password) {
        return """
                CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
                """.formatted(USER, password);
    }

    private void initialise() throws IOException {
        Process installer = new ProcessBuilder(asRoot(List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--skip-test-db",
                        "--auth-root-authentication-method=normal",
                        "--datadir=" + home.resolve("data"))))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        try {
            if (!installer.waitFor(Patience.START.toSeconds(), TimeUnit.SECONDS) || installer.exitValue() != 0) {
                throw new IllegalStateException("mariadb-install-db failed: " + Files.readString(log()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB makes its data folder", e);
        } finally {
            installer.destroyForcibly();
        }
    }

    /** It refuses to run as root unless told to. */
    private static List<String> asRoot(List<String> command) {
        List<String> line = new ArrayList<>(command);
        if ("root".equals(System.getProperty("user.name"))) {
            line.add("--user=root");
        }
        return line;
    }

    SqlServer server() {
        return server;
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("mariadbd ended: " + Files.readString(log()));
        }
        try (Connection connection = server.connect("")) {
            return connection.isValid((int) Patience.PROBE.toSeconds());
        } catch (SQLException e) {
            return false; // not yet
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        port.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
