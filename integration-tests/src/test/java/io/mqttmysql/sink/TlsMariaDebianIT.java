// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.testing.OnMariaDb;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mode against a server without TLS, which MariaDB is here: only what need not be encrypted is sent. */
@ExtendWith(StackExtension.class)
@OnMariaDb
class TlsMariaDebianIT {
    @ParameterizedTest
    @CsvSource({"DISABLED, 1", "PREFERRED, 1", "REQUIRED, 0", "VERIFY_CA, 0", "VERIFY_IDENTITY, 0"})
    void sendsNothingInTheClearThatIsToBeEncrypted(String mode, int stored, SqlServer server) throws SQLException {
        Database database = Database.on(server, "tls");
        database.run("CREATE TABLE t (n BIGINT)");
        Map<String, String> settings = Map.of(
                ConnectionOptions.SSL_MODE,
                mode,
                ConnectionOptions.TIMEOUT,
                "1000",
                RetryOptions.CONFIGURATION_RETRY,
                "0");
        try (TaskUnderTest task = new TaskUnderTest(database, "table=t\ncolumn.n=kafka.offset", settings)) {
            Throwable failure = catchThrowable(() -> task.insist(List.of(record(7, "x", "1"))));

            assertThat(failure == null).isEqualTo(stored == 1);
            assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(stored);
            if (stored == 0) {
                assertThat(failure)
                        .isInstanceOf(ConnectException.class)
                        .hasMessageContaining("MySQL does not encrypt here, and connection.ssl.mode asks for it");
            }
        }
    }

    /** The task would otherwise wait forever for what the check did not mind. */
    @Test
    void isAnErrorOfTheModeWhenTheConfigurationIsChecked(SqlServer server) throws SQLException {
        Database database = Database.on(server, "tls");
        database.run("CREATE TABLE t (n BIGINT)");
        Map<String, String> settings = Map.of(
                "name",
                "house",
                "topics",
                "home",
                "table",
                "t",
                ConnectionOptions.URL,
                "jdbc:mysql://127.0.0.1:" + server.port() + "/tls",
                ConnectionOptions.USER,
                server.user(),
                ConnectionOptions.PASSWORD,
                server.password(),
                ConnectionOptions.SSL_MODE,
                "REQUIRED");

        assertThat(new MySqlSinkConnector().validate(settings).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .extracting(ConfigValue::name)
                .containsExactly(ConnectionOptions.SSL_MODE);
    }
}
