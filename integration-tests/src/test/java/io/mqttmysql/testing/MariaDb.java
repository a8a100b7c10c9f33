// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import static io.mqttmysql.testing.Bounds.await;

import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.PortLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
public final class MariaDb implements AutoCloseable {
    private static final String USER = "stack";
    private static final int LINES = 120;
    private static final String SMALL_LOG = "--innodb-log-file-size=4M";

    private final Path home;
    private final int diskMegabytes;
    private final PortLease port;
    private final SqlServer server;
    private Process process;

    private MariaDb(Path home, int diskMegabytes, PortLease port) {
        this.home = home;
        this.diskMegabytes = diskMegabytes;
        this.port = port;
        this.server = new SqlServer(port.port(), USER, UUID.randomUUID().toString(), this::restart);
    }

    static MariaDb start() {
        return start(0);
    }

    /** On a disk of its own, in memory, that no other process sees and that ends with it; see {@link #disk}. */
    public static MariaDb onDiskOf(int megabytes) {
        return start(megabytes);
    }

    /** @param diskMegabytes 0 for the disk of this machine */
    private static MariaDb start(int diskMegabytes) {
        try {
            MariaDb mariaDb = new MariaDb(Files.createTempDirectory("maria"), diskMegabytes, PortLease.take());
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
        Path data = home.resolve(diskMegabytes > 0 ? "disk" : "data");
        List<String> server = asRoot(List.of(
                "mariadbd",
                "--no-defaults",
                "--datadir=" + data,
                ownTemporaryFolder(),
                "--port=" + this.server.port(),
                "--bind-address=127.0.0.1",
                "--socket=" + home.resolve("s"),
                "--pid-file=" + home.resolve("pid"),
                "--init-file=" + home.resolve("users.sql"),
                "--skip-name-resolve",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=32M",
                SMALL_LOG));
        process = new ProcessBuilder(diskMegabytes > 0 ? onDisk(server) : server)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        await().until(this::answers);
    }

    /** A MariaDB that starts deletes the temporary tables in its folder, those of other servers, too. */
    private String ownTemporaryFolder() throws IOException {
        return "--tmpdir=" + Files.createDirectories(home.resolve("tmp"));
    }

    /** The command with a file system of its own for its data. */
    private List<String> onDisk(List<String> server) throws IOException {
        Path disk = Files.createDirectories(home.resolve("disk"));
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!isRoot()) {
            command.add("--map-root-user");
        }
        String mount = "mount -t tmpfs -o size=%dm none '%s' && cp -a '%s/.' '%s/' && exec \"$@\""
                .formatted(diskMegabytes, disk, home.resolve("data"), disk);
        command.addAll(List.of("sh", "-c", mount, "mariadbd"));
        command.addAll(server);
        return command;
    }

    /** The folder on its own disk, as the system shows it to others. */
    public Path disk() {
        return Path.of(
                "/proc",
                Long.toString(process.pid()),
                "root",
                home.resolve("disk").toString());
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
                        SMALL_LOG,
                        ownTemporaryFolder(),
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
        if (isRoot()) {
            line.add("--user=root");
        }
        return line;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    public SqlServer server() {
        return server;
    }

    /** A test that restarts it has waited for the next process. */
    boolean hasEnded() {
        return !process.isAlive();
    }

    /** With the stack that it prints where it has crashed. */
    String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    private boolean answers() throws IOException {
        if (hasEnded()) {
            throw new IllegalStateException("mariadbd ended: " + endOfLog());
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
