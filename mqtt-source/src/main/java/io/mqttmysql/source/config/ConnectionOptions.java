// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.mqttmysql.kit.secret.PasswordFile;
import io.mqttmysql.source.tls.TlsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/**
 * Which broker, as whom, and how patiently.
 *
 * @param serverUris tried in turn, from the one that worked last
 * @param userProperties of CONNECT; MQTT 5 only
 * @param webSocketHeaders added to the request that makes a WebSocket
 */
public record ConnectionOptions(
        List<String> serverUris,
        ProtocolVersion version,
        SessionOptions session,
        LinkTimes times,
        TlsOptions tls,
        NamedValues userProperties,
        NamedValues webSocketHeaders) {

    public static final String SERVER_URIS = "mqtt.server.uris";
    public static final String PROTOCOL_VERSION = "mqtt.protocol.version";
    public static final String CLIENT_ID = "mqtt.client.id";
    public static final String USERNAME = "mqtt.username";
    public static final String PASSWORD_KEY = "mqtt.password";
    public static final String PASSWORD_FILE = "mqtt.password.file";
    public static final String CLEAN_START = "mqtt.clean.start";
    public static final String SESSION_EXPIRY = "mqtt.session.expiry.seconds";
    public static final String KEEP_ALIVE = "mqtt.keep.alive.seconds";
    public static final String CONNECT_TIMEOUT = "mqtt.connect.timeout.ms";
    public static final String BACKOFF = "mqtt.reconnect.backoff.ms";
    public static final String BACKOFF_MAX = "mqtt.reconnect.backoff.max.ms";

    /** Four bytes on the wire; the largest value means "never expires" (MQTT 5 section 3.1.2.11.2). */
    private static final long MAX_SESSION_EXPIRY = 0xFFFF_FFFFL;

    static ConfigDef define(ConfigDef def) {
        return TlsOptions.define(defineTimes(defineIdentity(def)), Checks.HOST_VERIFICATION);
    }

    private static ConfigDef defineIdentity(ConfigDef def) {
        return def.define(SERVER_URIS, LIST, NO_DEFAULT_VALUE, Checks.SERVER_URIS, HIGH, """
                        The MQTT broker, for example tcp://broker.example.com:1883, ssl://broker.example.com:8883,\
                         ws://broker.example.com/mqtt or wss://broker.example.com/mqtt. Several, separated by commas,\
                         are tried in turn; all of them encrypted, or none. They must be the servers of one cluster,\
                         which have sessions in common: what an independent broker has kept stays there while the task\
                         is connected to another.""")
                .define(PROTOCOL_VERSION, STRING, "5", Checks.PROTOCOL_VERSION, LOW, """
                        The MQTT version: 5 or 3.1.1. With 3.1.1 the broker alone decides how long it keeps a session\
                         and how many messages it sends ahead, and there are no user properties.""")
                .define(CLIENT_ID, STRING, null, Checks.CLIENT_ID, MEDIUM, """
                        The MQTT client id; the task's number is always appended (-0). The broker keeps unacknowledged\
                         messages under it, so it must not change and nobody else may use it. Default: the\
                         connector's name.""")
                .define(USERNAME, STRING, null, Checks.USERNAME, MEDIUM, "The user name for the broker.")
                .define(PASSWORD_KEY, PASSWORD, null, MEDIUM, """
                        The password for the broker. Empty: a user name only is sent. With MQTT 5 it may stand without\
                         a user name, for brokers that take a token.""")
                .define(PASSWORD_FILE, STRING, null, MEDIUM, """
                        A file on every worker that holds the password and nothing else, as UTF-8 text in one line, for\
                         example /run/secrets/mqtt; in place of mqtt.password. It is read for every new connection, so\
                         that a changed password needs no restart. The end of the line does not belong to the password.\
                         While the file cannot be read, the task waits as for an absent broker. Default: none.""")
                .define(CLEAN_START, BOOLEAN, false, LOW, """
                        true: the first connection of a task forgets what the broker kept for it. Reconnections\
                         always resume.""")
                .define(SESSION_EXPIRY, LONG, 86_400L, between(0, MAX_SESSION_EXPIRY), MEDIUM, """
                        How long the broker keeps messages for a task that is away, in seconds. MQTT 3.1.1 has no such\
                         thing: there the broker's own configuration decides, so the key is refused.""");
    }

    private static ConfigDef defineTimes(ConfigDef def) {
        return def.define(KEEP_ALIVE, INT, 30, between(5, 65_535), LOW, """
                        A silent link is tested this often, in seconds; a dead one is found after twice this time.""")
                .define(CONNECT_TIMEOUT, INT, 10_000, atLeast(1_000), LOW, """
                        How long a connection attempt may take, until the broker accepted it, in ms. A broker that was\
                         reached and did not answer gets twice as long at each further try, 32 times as long at most.""")
                .define(BACKOFF, LONG, 1_000L, atLeast(1), LOW, """
                        The longest wait before the first new attempt, in ms. It doubles with every failure; the wait\
                         itself is random, so that many clients do not come back at once.""")
                .define(BACKOFF_MAX, LONG, 60_000L, atLeast(1), LOW, """
                        The longest wait between two attempts, in ms.""");
    }

    static ConnectionOptions from(AbstractConfig config, String clientId) {
        return new ConnectionOptions(
                List.copyOf(config.getList(SERVER_URIS)),
                version(config),
                session(config, clientId),
                times(config),
                TlsOptions.from(config),
                NamedValues.below(NamedValues.CONNECT_USER, config),
                NamedValues.below(NamedValues.WEBSOCKET_HEADER, config));
    }

    private static SessionOptions session(AbstractConfig config, String clientId) {
        return new SessionOptions(
                clientId, credentials(config), config.getBoolean(CLEAN_START), config.getLong(SESSION_EXPIRY));
    }

    private static LinkTimes times(AbstractConfig config) {
        return new LinkTimes(
                Duration.ofSeconds(config.getInt(KEEP_ALIVE)),
                Duration.ofMillis(config.getInt(CONNECT_TIMEOUT)),
                Duration.ofMillis(config.getLong(BACKOFF)),
                Duration.ofMillis(config.getLong(BACKOFF_MAX)));
    }

    /** The same for a client that waits no longer than this for an answer. */
    public ConnectionOptions answeringWithin(Duration limit) {
        Duration timeout = times.connectTimeout().compareTo(limit) < 0 ? times.connectTimeout() : limit;
        LinkTimes shorter = new LinkTimes(times.keepAlive(), timeout, times.backoff(), times.backoffMax());
        return new ConnectionOptions(serverUris, version, session, shorter, tls, userProperties, webSocketHeaders);
    }

    static ProtocolVersion version(AbstractConfig config) {
        return ProtocolVersion.numbered(config.getString(PROTOCOL_VERSION)).orElseThrow();
    }

    /** The addresses, read. */
    static List<ServerUri> servers(AbstractConfig config) {
        return config.getList(SERVER_URIS).stream().map(ServerUri::of).toList();
    }

    /** True when a task that starts may expect the session of the one before. */
    public boolean keepsSession() {
        return !session.cleanStart() && (version != ProtocolVersion.MQTT_5 || session.expirySeconds() > 0);
    }

    /** True when the broker is reached by TLS. */
    public boolean isEncrypted() {
        return serverUris.stream().anyMatch(uri -> ServerUri.of(uri).scheme().isEncrypted());
    }

    private static Optional<Credentials> credentials(AbstractConfig config) {
        Optional<String> fixed =
                Optional.ofNullable(config.getPassword(PASSWORD_KEY)).map(Password::value);
        Credentials login =
                new Credentials(Optional.ofNullable(config.getString(USERNAME)), fixed, passwordFile(config));
        boolean isNone =
                login.username().isEmpty() && fixed.isEmpty() && login.file().isEmpty();
        return isNone ? Optional.empty() : Optional.of(login);
    }

    static Optional<PasswordFile> passwordFile(AbstractConfig config) {
        return Optional.ofNullable(config.getString(PASSWORD_FILE)).map(PasswordFile::new);
    }
}
