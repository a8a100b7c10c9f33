// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.kit.secret.PasswordFileException;
import io.mqttmysql.sink.config.ClientKey;
import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.Login;
import io.mqttmysql.sink.config.TrustStore;
import io.mqttmysql.sink.failure.DoubtedCertificate;
import io.mqttmysql.sink.failure.PasswordUnreadable;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Makes physical connections with the session the sink needs, and reads from each new one what its server is. Called
 * on the task's and on the pool's threads. Has no login timeout of its own: the JVM's is not ours to set, and the
 * socket timeout bounds the handshake.
 */
public final class MySqlConnections implements DataSource {
    /** Longer waits for locks would hold back the whole partition; the batch is tried again anyway. */
    private static final int LOCK_WAIT_SECONDS = 10;

    /** Of the socket's timeout: the server must tell that it waited for a lock before the link is given up. */
    private static final int LOCK_WAIT_SHARE = 2;

    /** A host that vanished in the middle of a transaction must not keep its locks for the default of 8 h. */
    private static final int WAIT_TIMEOUT_SECONDS = 120;

    /** What the server has where that is less. The cast: MySQL makes a DECIMAL of the two, and refuses it (1232). */
    private static final String WAIT_TIMEOUT =
            "CAST(LEAST(@@SESSION.wait_timeout," + WAIT_TIMEOUT_SECONDS + ") AS UNSIGNED)";

    private static final int LOGIN_SECONDS = 5;

    private static final String SQL_MODE =
            "STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private static final String CERTAIN_OF_THE_SERVER = "VERIFY_IDENTITY";

    private final MySqlDriver driver;
    private final Hosts hosts;
    private final Properties properties;
    private final ConnectionCounts counts;
    private final Login login;
    private final TrustStore trust;
    private final ClientKey key;
    private final Consumer<ServerFacts> newcomer;
    private volatile ServerFacts server;

    /** @param newcomer told of each new connection before it is used */
    public MySqlConnections(
            MySqlDriver driver, ConnectionOptions options, ConnectionCounts counts, Consumer<ServerFacts> newcomer) {
        this.driver = driver;
        this.hosts = new Hosts(driver.eachHost());
        this.properties = properties(options, driver.eachHost().size());
        this.counts = counts;
        this.login = options.login();
        this.trust = options.trust();
        this.key = options.key();
        this.newcomer = newcomer;
    }

    /** @param hosts how many share the time for a new connection */
    private static Properties properties(ConnectionOptions options, int hosts) {
        Properties forced = new Properties();
        forced.setProperty("user", options.user());
        forced.setProperty("sslMode", options.sslMode());
        forced.setProperty(
                "connectTimeout",
                String.valueOf(Math.max(1, options.timeouts().connect().toMillis() / hosts)));
        forced.setProperty(
                "socketTimeout", String.valueOf(options.timeouts().socket().toMillis()));
        forced.setProperty(
                "sessionVariables", sessionVariables(options.timeouts().socket()));
        forced.setProperty("connectionTimeZone", "UTC");
        forced.setProperty("characterEncoding", "UTF-8");
        forced.setProperty("tcpKeepAlive", "true");
        forced.setProperty("sendFractionalSeconds", "true");
        // and no allowLoadLocalInfileInPath: the driver takes any value of it, an empty one too, as leave for that path
        forced.setProperty("allowLoadLocalInfile", "false");
        forced.setProperty("allowUrlInLocalInfile", "false");
        forced.setProperty("allowMultiQueries", "false");
        forced.setProperty("autoReconnect", "false");
        if (!options.sslMode().equals(CERTAIN_OF_THE_SERVER)) {
            // whoever answers could ask for the password itself
            forced.setProperty("disabledAuthenticationPlugins", "mysql_clear_password");
        }
        // or the driver would take braces in names for escapes of JDBC, and cut them out
        forced.setProperty("enableEscapeProcessing", "false");
        forced.setProperty("processEscapeCodesForPrepStmts", "false");
        // a cached max_allowed_packet would turn an oversized row into a lost connection forever
        forced.setProperty("cacheServerConfiguration", "false");
        // the offsets table counts matched rows, also where nothing changes
        forced.setProperty("useAffectedRows", "false");
        return forced;
    }

    /** Through the driver, not by a statement afterwards: it must know the sql_mode to quote text rightly. */
    private static String sessionVariables(Duration socket) {
        long lockWait = Math.max(1, Math.min(LOCK_WAIT_SECONDS, socket.toSeconds() / LOCK_WAIT_SHARE));
        return "innodb_lock_wait_timeout=" + lockWait
                + ",lock_wait_timeout=" + lockWait
                + ",wait_timeout=" + WAIT_TIMEOUT
                + ",sql_mode='" + SQL_MODE + "',time_zone='+00:00'";
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = connect();
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            server = ServerFacts.read(connection);
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw e;
        }
        counts.opened().increment();
        newcomer.accept(server);
        return WatchedConnection.of(connection, counts);
    }

    private Connection connect() throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("password", password());
        List<StoreFile> files = new ArrayList<>();
        try {
            if (trust.location().isPresent()) {
                files.add(StoreFile.of(trust, StoreFile.temporary()));
            }
            if (key.location().isPresent()) {
                files.add(StoreFile.of(key, StoreFile.temporary()));
            }
            files.forEach(file -> file.addTo(all));
            return hosts.connect(host -> connect(host, all));
        } finally {
            files.forEach(StoreFile::close);
        }
    }

    private Connection connect(String host, Properties all) throws SQLException {
        try {
            return driver.connect(host, all);
        } catch (SQLException e) {
            throw key.location().isPresent() ? DoubtedCertificate.of(e) : e;
        }
    }

    /** Read for every connection, so that a password that was changed counts at the next one. */
    private String password() throws PasswordUnreadable {
        try {
            return login.password();
        } catch (PasswordFileException e) {
            throw new PasswordUnreadable(ConnectionOptions.PASSWORD_FILE + ": " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(Connection connection, SQLException reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** As the newest connection saw it; there is none before the first. */
    public ServerFacts server() {
        return server;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The credentials are part of the options.");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the driver logs through slf4j
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // see the class comment
    }

    @Override
    public int getLoginTimeout() {
        // the pool waits that long for a connection in the making when it is closed
        return LOGIN_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Logs go through slf4j.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Wraps nothing.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
