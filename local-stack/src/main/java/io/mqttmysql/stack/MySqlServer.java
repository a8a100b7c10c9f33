// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** MySQL 8.0 on loopback with one user who may do everything. Committed rows survive a restart and a kill. */
public final class MySqlServer extends ServerProcess {
    private static final String USER = "stack";
    private static final int LONGEST_SOCKET_PATH = 100; // bytes; the system's limit is 104 (macOS) or 108 (Linux)
    private static final String QUICK = "--performance-schema=OFF";
    private static final Pattern VARIABLE = Pattern.compile("[a-z0-9_]+");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private final Programs programs;
    private final int port;
    private final MySqlAddress endpoint;
    private final Optional<Containers.Container> container;

    /** @param password without quotes and backslashes */
    MySqlServer(Workplace workplace, Programs programs, int port, String password, Optional<Containers> containers) {
        super("mysql", workplace);
        this.programs = programs;
        this.port = port;
        this.endpoint = new MySqlAddress(host() + ":" + port, "", USER, password);
        this.container = containers.map(engine -> engine.mySql(endpoint, port, common(), log()));
    }

    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    public String user() {
        return endpoint.user();
    }

    /** Made for this stack. */
    public String password() {
        return endpoint.password();
    }

    /** Where it is, and as whom to go there. */
    public MySqlAddress endpoint() {
        return endpoint;
    }

    /** @param database empty for none */
    public String jdbcUrl(String database) {
        return endpoint.jdbcUrl(database);
    }

    /** @param database empty for none */
    public Connection connect(String database) throws SQLException {
        return endpoint.connect(database, Patience.EFFECT);
    }

    /** The command line client. */
    public Path client() {
        return programs.mySql().client();
    }

    /**
     * {@code SET GLOBAL}: holds for connections made from now on, until the server stops.
     *
     * @throws StackException when the server refuses or is away
     */
    public void setGlobal(String name, String value) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a MySQL variable: " + name);
        }
        String literal = NUMBER.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL " + name + " = " + literal);
        } catch (SQLException e) {
            throw new StackException("MySQL did not set " + name + " to " + value + ": " + e.getMessage(), e);
        }
    }

    @Override
    long memory() {
        return programs.size().memory().mySql();
    }

    /**
     * The value of a global variable.
     *
     * @throws StackException when the server does not know it or is away
     */
    public String global(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a MySQL variable: " + name);
        }
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL." + name)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new StackException("MySQL did not tell " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    String title() {
        return "MySQL";
    }

    @Override
    String address() {
        return host() + ":" + port;
    }

    @Override
    Optional<Containers.Container> container() {
        return container;
    }

    @Override
    void prepare() {
        programs.mySql();
        if (!Files.exists(home().resolve("initialised"))) {
            Path users = Workplace.write(home().resolve("users.sql"), users(password()));
            run(mysqld(List.of(QUICK, "--initialize-insecure", "--init-file=" + users)), "creating its data folder");
            Workplace.write(home().resolve("initialised"), "");
        }
    }

    @Override
    Command command() {
        return mysqld(options());
    }

    @Override
    boolean serves() {
        if (!PortLease.answers(port)) {
            return false;
        }
        try (Connection connection = endpoint.connect("", Patience.PROBE)) {
            return connection.isValid((int) Patience.PROBE.toSeconds());
        } catch (SQLException e) {
            return false; // not yet
        }
    }

    private Command mysqld(List<String> options) {
        MySqlInstallation installation = programs.mySql();
        List<String> line = new ArrayList<>(List.of(
                installation.server().toString(),
                "--no-defaults",
                "--basedir=" + installation.directory(),
                "--datadir=" + home().resolve("data")));
        if ("root".equals(System.getProperty("user.name"))) {
            line.add("--user=root"); // mysqld refuses to run as root unless told to
        }
        line.addAll(options);
        return new Command(line, installation.environment(), log());
    }

    /** Every commit is on the disk before it is confirmed (8.0's own default, written down). */
    private List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "--port=" + port,
                "--bind-address=" + host(),
                "--socket=" + socket(home(), port),
                "--pid-file=" + home().resolve("mysqld.pid"),
                "--secure-file-priv=NULL"));
        options.addAll(common());
        return options;
    }

    /** What does not say where it runs; {@code loose} lets MariaDB pass over what it does not know. */
    private List<String> common() {
        List<String> options = new ArrayList<>(List.of(
                QUICK,
                "--loose-mysqlx=OFF",
                "--skip-log-bin",
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=1",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4"));
        options.addAll(programs.size().mySql());
        return options;
    }

    /** The socket file in the server's folder, or where that path is too long for the system, in /tmp. */
    static Path socket(Path home, int port) {
        Path own = home.resolve("mysqld.sock");
        boolean fits = own.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH;
        return fits ? own : Path.of("/tmp", "local-stack-mysqld-" + port + ".sock");
    }

    /** Run once, when the data folder is made; one statement a line. */
    static String users(String password) {
        return """
                ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                CREATE USER '%2$s'@'%%' IDENTIFIED BY '%1$s';
                GRANT ALL ON *.* TO '%2$s'@'%%' WITH GRANT OPTION;
                """.formatted(password, USER);
    }
}
