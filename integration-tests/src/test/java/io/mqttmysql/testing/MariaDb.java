// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String USER = "stack";

    private final Path home;
    private final SqlServer server;
    private final Process process;

    private MariaDb(Path home, SqlServer server) throws IOException {
        this.home = home;
        this.server = server;
        this.process = start(List.of(
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
                "--innodb-buffer-pool-size=32M"));
    }

    static MariaDb start() {
        try {
            Path home = Files.createTempDirectory("maria");
            SqlServer server = new SqlServer(freePort(), USER, UUID.randomUUID().toString());
            Files.writeString(home.resolve("users.sql"), users(server.password()));
            initialise(home);
            MariaDb mariaDb = new MariaDb(home, server);
            await().atMost(LIMIT).until(mariaDb::answers);
            return mariaDb;
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB did not start; is Debian's package mariadb-server there?", e);
        }
    }

    /** Run at each start; one statement a line. */
    private static String users(String password) {
        return """
                CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
                """.formatted(USER, password);
    }

    private static void initialise(Path home) throws IOException {
        Process process = new ProcessBuilder(asRoot(List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--skip-test-db",
                        "--auth-root-authentication-method=normal",
                        "--datadir=" + home.resolve("data"))))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("install.log").toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "mariadb-install-db failed: " + Files.readString(home.resolve("install.log")));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB makes its data folder", e);
        }
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(asRoot(command))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
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
            throw new IllegalStateException("mariadbd ended: " + Files.readString(home.resolve("log")));
        }
        try (Connection connection = server.connect("")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false; // not yet
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
