// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.sink.config.TrustStore;
import io.mqttmysql.testing.Certificates;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each {@code connection.ssl.mode} against servers with the right certificate, one for another host, and one that nobody
 * vouches for. The user of the tests must come encrypted.
 */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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
        for (String file : FILES) {
            before.put(file, database.rows("SELECT @@GLOBAL." + file).get(0));
        }
        certificates.put("own", Certificates.generate(directory, "own", "ip:127.0.0.1,dns:localhost"));
        certificates.put("elsewhere", Certificates.generate(directory, "elsewhere", "dns:elsewhere.example"));
    }

    @AfterAll
    void putBack() throws SQLException {
        for (String file : FILES) {
            database.run("SET GLOBAL " + file + " = '" + before.get(file) + "'");
        }
        database.run("ALTER INSTANCE RELOAD TLS");
        database.run("DROP USER careful@'%'");
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
        database.run("TRUNCATE TABLE t");
        Map<String, String> settings = new HashMap<>(Map.of(
                ConnectionOptions.URL,
                "jdbc:mysql://" + host + ":" + database.server().port() + "/" + database.name()
                        + "?allowPublicKeyRetrieval=true",
                ConnectionOptions.USER,
                "careful",
                ConnectionOptions.PASSWORD,
                "geheim",
                ConnectionOptions.SSL_MODE,
                mode,
                ConnectionOptions.TIMEOUT,
                "1000",
                RetryOptions.CONFIGURATION_RETRY,
                "0"));
        if (trusted != null) {
            settings.put(TrustStore.TYPE, "PEM");
            settings.put(
                    TrustStore.LOCATION, certificates.get(trusted).certificate().toString());
        }

        try (TaskUnderTest task = new TaskUnderTest(database, "table=t\ncolumn.n=kafka.offset", settings)) {
            Throwable failure = catchThrowable(() -> task.put(7, "x", "1"));

            if (outcome.equals("stored")) {
                assertThat(failure).isNull();
                assertThat(database.rows("SELECT n FROM t")).containsExactly("7");
            } else {
                assertThat(failure).isInstanceOf(ConnectException.class).hasMessageContaining(outcome);
                assertThat(failure.getMessage()).doesNotContain("geheim");
                assertThat(database.number("SELECT COUNT(*) FROM t")).isZero();
            }
        }
    }

    /** From the next connection on. */
    private void show(Certificates shown) throws SQLException {
        database.run("SET GLOBAL ssl_ca = '" + shown.certificate() + "'");
        database.run("SET GLOBAL ssl_cert = '" + shown.certificate() + "'");
        database.run("SET GLOBAL ssl_key = '" + shown.key() + "'");
        database.run("ALTER INSTANCE RELOAD TLS");
    }
}
