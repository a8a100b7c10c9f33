// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where the server is, and as whom the sink comes.
 *
 * @param sslMode as Connector/J names it: DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY
 * @param trust used by the two modes that verify
 * @param key shown to a server that asks for it, where the connection is encrypted
 */
public record ConnectionOptions(
        String url, Login login, String sslMode, TrustStore trust, ClientKey key, ConnectionTimeouts timeouts) {
    public static final String URL = "connection.url";
    public static final String USER = "connection.user";
    public static final String PASSWORD = "connection.password";
    public static final String PASSWORD_FILE = "connection.password.file";
    public static final String SSL_MODE = "connection.ssl.mode";
    public static final String TIMEOUT = "connection.timeout.ms";
    public static final String VALIDATION_TIMEOUT = "connection.validation.timeout.ms";
    public static final String SOCKET_TIMEOUT = "socket.timeout.ms";

    static final String DEFAULT_SSL_MODE = "PREFERRED";

    /** HikariCP refuses less than 250 ms. */
    private static final int MIN_TIMEOUT_MS = 250;

    /** A whole second: the driver's ping counts in seconds. */
    private static final int MIN_VALIDATION_MS = 1_000;

    public static ConfigDef define(ConfigDef def) {
        def.define(URL, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, Importance.HIGH, """
                JDBC URL of the server and its database: jdbc:mysql://host:3306/database. Several hosts of one cluster
                (jdbc:mysql://first:3306,second:3306/database): new connections go to the first that can be reached and
                does not only read, and stay with it until it fails; one that hangs is passed over after
                socket.timeout.ms. User and password stand in keys of their own. Properties that read files or load
                classes are refused.""");
        defineLogin(def);
        def.define(
                SSL_MODE,
                Type.STRING,
                DEFAULT_SSL_MODE,
                ConfigDef.CaseInsensitiveValidString.in(
                        "DISABLED", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"),
                Importance.MEDIUM,
                """
                Encryption of the connection. PREFERRED encrypts where the server can but believes any server; across a
                network use VERIFY_IDENTITY.""");
        ClientKey.define(TrustStore.define(def));
        def.define(TIMEOUT, Type.INT, 10_000, Range.atLeast(MIN_TIMEOUT_MS), Importance.LOW, """
                Milliseconds for a new connection; several hosts share them. 10 s: less fails needlessly just after the
                server came back.""");
        def.define(
                VALIDATION_TIMEOUT,
                Type.INT,
                3_000,
                Range.atLeast(MIN_VALIDATION_MS),
                Importance.LOW,
                "Milliseconds for the ping before a pooled connection is used.");
        return def.define(SOCKET_TIMEOUT, Type.INT, 30_000, Range.atLeast(MIN_VALIDATION_MS), Importance.LOW, """
                Milliseconds to wait for any answer of the server, the handshake included; longer than the longest
                statement. Locks of others are waited for half as long, at most 10 s. Never 0: a vanished server would
                hold the task forever.""");
    }

    private static void defineLogin(ConfigDef def) {
        def.define(USER, Type.STRING, "", Importance.HIGH, "MySQL user.");
        def.define(PASSWORD, Type.PASSWORD, "", Importance.HIGH, "The user's password; never logged.");
        def.define(PASSWORD_FILE, Type.STRING, null, Importance.MEDIUM, """
                A file on every worker that holds the password and nothing else, as UTF-8 text in one line, for example
                /run/secrets/mysql; in place of connection.password. It is read for every new connection, so that a
                changed password needs no restart. The end of the line does not belong to the password. While the file
                cannot be read, the task waits as for a refused login.""");
    }

    public static ConnectionOptions from(AbstractConfig config) {
        return new ConnectionOptions(
                config.getString(URL),
                Login.from(config),
                config.getString(SSL_MODE).toUpperCase(Locale.ROOT),
                TrustStore.from(config),
                ClientKey.from(config),
                new ConnectionTimeouts(
                        Duration.ofMillis(config.getInt(TIMEOUT)),
                        Duration.ofMillis(config.getInt(VALIDATION_TIMEOUT)),
                        Duration.ofMillis(config.getInt(SOCKET_TIMEOUT))));
    }

    /** The same server, asked with less patience. */
    public ConnectionOptions within(Duration limit) {
        return new ConnectionOptions(url, login, sslMode, trust, key, timeouts.within(limit));
    }

    public String user() {
        return login.user();
    }

    /** Without the URL: it may carry credentials until it has been checked. */
    @Override
    public String toString() {
        return "ConnectionOptions[user=" + user() + ", sslMode=" + sslMode + ", " + timeouts + "]";
    }
}
