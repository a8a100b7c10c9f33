// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mqttmysql.sink.config.ClientKey;
import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.sink.config.TrustStore;
import io.mqttmysql.sink.connection.ConnectionCounts;
import io.mqttmysql.sink.connection.MySqlConnections;
import io.mqttmysql.sink.connection.MySqlDriver;
import io.mqttmysql.sink.failure.ConnectionTrouble;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.testing.Certificates;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each {@code connection.ssl.mode} against servers with the right certificate, one for another host, and one that
 * nobody vouches for; and users that must come encrypted, or show a certificate of their own.
 */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("processes")
class TlsIT {
    private static final List<String> FILES = List.of("ssl_ca", "ssl_cert", "ssl_key");

    private final Map<String, Certificates> certificates = new HashMap<>();
    private final Map<String, String> before = new HashMap<>();
    private Database database;

    @BeforeAll
    void create(SqlServer server, @TempDir Path directory) throws SQLException {
        database = Database.on(server, "tls");
        database.run("CREATE TABLE t (n BIGINT)");
        database.run("DROP USER IF EXISTS careful@'%'");
        database.run("CREATE USER careful@'%' IDENTIFIED BY 'geheim' REQUIRE SSL");
        database.run("GRANT ALL ON tls.* TO careful@'%'");
        database.run("DROP USER IF EXISTS shown@'%'");
        database.run("CREATE USER shown@'%' IDENTIFIED BY 'geheim' REQUIRE X509");
        database.run("GRANT ALL ON tls.* TO shown@'%'");
        for (String file : FILES) {
            before.put(file, database.rows("SELECT @@GLOBAL." + file).get(0));
        }
        certificates.put("own", Certificates.generate(directory, "own", "ip:127.0.0.1,dns:localhost"));
        certificates.put("client", Certificates.generate(directory, "client", "dns:client.example"));
        certificates.put("elsewhere", Certificates.generate(directory, "elsewhere", "dns:elsewhere.example"));
    }

    @AfterAll
    void putBack() throws SQLException {
        for (String file : FILES) {
            database.run("SET GLOBAL " + file + " = '" + before.get(file) + "'");
        }
        database.run("ALTER INSTANCE RELOAD TLS");
        database.run("DROP USER careful@'%', shown@'%'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # shown    | trusted   | mode            | host      | what becomes of it
            own       | -         | DISABLED        | 127.0.0.1 | connection.user
            own       | -         | PREFERRED       | 127.0.0.1 | stored
            own       | -         | REQUIRED        | 127.0.0.1 | stored
            own       | own       | VERIFY_CA       | 127.0.0.1 | stored
            own       | own       | VERIFY_IDENTITY | 127.0.0.1 | stored
            own       | own       | VERIFY_IDENTITY | localhost | stored
            own       | -         | VERIFY_CA       | 127.0.0.1 | connection.ssl.truststore.location
            own       | elsewhere | VERIFY_CA       | 127.0.0.1 | connection.ssl.truststore.location
            own       | elsewhere | VERIFY_IDENTITY | 127.0.0.1 | connection.ssl.truststore.location
            elsewhere | elsewhere | VERIFY_CA       | 127.0.0.1 | stored
            elsewhere | elsewhere | VERIFY_IDENTITY | 127.0.0.1 | connection.ssl.truststore.location
            elsewhere | elsewhere | VERIFY_IDENTITY | localhost | connection.ssl.truststore.location
            elsewhere | -         | REQUIRED        | 127.0.0.1 | stored
            """)
    void believesWhomTheModeSays(String shown, String trusted, String mode, String host, String outcome)
            throws SQLException {
        show(certificates.get(shown));
        Map<String, String> settings = settings("careful", host, mode);
        if (trusted != null) {
            settings.put(TrustStore.TYPE, "PEM");
            settings.put(
                    TrustStore.LOCATION, certificates.get(trusted).certificate().toString());
        }

        expect(outcome, settings);
    }

    /** A user that must show a certificate which the server's ssl_ca vouches for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # key     | type   | password | mode            | what becomes of it
            client    | PEM    | -        | PREFERRED       | stored
            client    | PEM    | -        | VERIFY_IDENTITY | stored
            client    | PKCS12 | changeit | REQUIRED        | stored
            -         | -      | -        | REQUIRED        | connection.ssl.keystore.location
            """)
    void showsItsOwnCertificate(String key, String type, String password, String mode, String outcome)
            throws SQLException, IOException {
        Path vouched = Files.writeString(
                certificates.get("own").certificate().resolveSibling("vouched.pem"),
                Files.readString(certificates.get("own").certificate())
                        + Files.readString(certificates.get("client").certificate()));
        show(certificates.get("own"), vouched);
        Map<String, String> settings = settings("shown", "127.0.0.1", mode);
        settings.put(TrustStore.TYPE, "PEM");
        if (mode.startsWith("VERIFY")) {
            settings.put(
                    TrustStore.LOCATION, certificates.get("own").certificate().toString());
        }
        if (key != null) {
            settings.put(ClientKey.TYPE, type);
            settings.put(
                    ClientKey.LOCATION, keyFile(certificates.get(key), type).toString());
        }
        if (password != null) {
            settings.put(ClientKey.PASSWORD, password);
        }
        expect(outcome, settings);
    }

    /** The server's alert may get lost: then it is an outage, but one that says what may be behind it. */
    @Test
    void saysThatItsOwnCertificateMayNotBeAccepted() throws SQLException, IOException {
        show(certificates.get("own"));
        Map<String, String> settings = settings("shown", "127.0.0.1", "REQUIRED");
        settings.put(ClientKey.TYPE, "PEM");
        settings.put(
                ClientKey.LOCATION,
                keyFile(certificates.get("elsewhere"), "PEM").toString());
        ConnectionOptions options =
                ConnectionOptions.from(new AbstractConfig(ConnectionOptions.define(new ConfigDef()), settings, false));

        SQLException failure = catchThrowableOfType(
                SQLException.class,
                () -> new MySqlConnections(MySqlDriver.of(options.url()), options, new ConnectionCounts(), facts -> {})
                        .getConnection());

        assertThat(
                        ConnectionTrouble.of(failure) == ConnectionTrouble.ABSENT
                                ? FailureSentence.ofOutage(failure)
                                : FailureSentence.ofConfiguration(failure, "shown"))
                .contains("accept the sink's own certificate", "connection.ssl.keystore.location");
    }

    private static Path keyFile(Certificates shown, String type) throws IOException {
        String name = shown.certificate().getFileName().toString().replace(".pem", "");
        return type.equals("PKCS12")
                ? shown.certificate().resolveSibling(name + ".p12")
                : Files.writeString(
                        shown.certificate().resolveSibling(name + "-both.pem"),
                        Files.readString(shown.key()) + Files.readString(shown.certificate()));
    }

    private Map<String, String> settings(String user, String host, String mode) {
        return new HashMap<>(Map.of(
                ConnectionOptions.URL,
                "jdbc:mysql://" + host + ":" + database.server().port() + "/" + database.name()
                        + "?allowPublicKeyRetrieval=true",
                ConnectionOptions.USER,
                user,
                ConnectionOptions.PASSWORD,
                "geheim",
                ConnectionOptions.SSL_MODE,
                mode,
                ConnectionOptions.TIMEOUT,
                "1000",
                RetryOptions.CONFIGURATION_RETRY,
                "0"));
    }

    private void expect(String outcome, Map<String, String> settings) throws SQLException {
        database.run("TRUNCATE TABLE t");
        try (TaskUnderTest task = new TaskUnderTest(database, "table=t\ncolumn.n=kafka.offset", settings)) {
            Throwable failure = catchThrowable(() -> task.insist(List.of(record(7, "x", "1"))));

            if (outcome.equals("stored")) {
                assertThat(failure).isNull();
                assertThat(database.rows("SELECT n FROM t")).containsExactly("7");
            } else {
                assertThat(failure).isInstanceOf(ConnectException.class).hasMessageContaining(outcome);
                assertThat(failure.getMessage()).doesNotContain("geheim", "changeit");
                assertThat(database.number("SELECT COUNT(*) FROM t")).isZero();
            }
        }
    }

    /** From the next connection on. */
    private void show(Certificates shown) throws SQLException {
        show(shown, shown.certificate());
    }

    /** @param vouched whose certificates the server takes */
    private void show(Certificates shown, Path vouched) throws SQLException {
        database.run("SET GLOBAL ssl_ca = '" + vouched + "'");
        database.run("SET GLOBAL ssl_cert = '" + shown.certificate() + "'");
        database.run("SET GLOBAL ssl_key = '" + shown.key() + "'");
        database.run("ALTER INSTANCE RELOAD TLS");
    }
}
