// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code connection.password.file} while the password changes under a running task. */
@ExtendWith(StackExtension.class)
class PasswordRotationIT {
    @TempDir
    Path directory;

    private Database database;
    private Path file;

    @BeforeEach
    void create(SqlServer server) throws SQLException, IOException {
        database = Database.on(server, "password_rotation");
        database.run("CREATE TABLE t (n BIGINT)");
        database.run("DROP USER IF EXISTS rotated@'%'");
        database.run("CREATE USER rotated@'%' IDENTIFIED BY 'first'");
        database.run("GRANT ALL ON password_rotation.* TO rotated@'%'");
        file = Files.writeString(directory.resolve("password"), "first\n");
    }

    @Test
    void aNewPasswordCountsAtTheNextConnection() throws SQLException, IOException {
        try (TaskUnderTest task = task("300000")) {
            task.insist(List.of(record(1, "x", "1")));

            changePassword();
            task.put(2, "x", "1");
            assertThat(task.isHolding()).isTrue();
            Files.delete(file);
            task.put(List.of());
            assertThat(task.isHolding()).isTrue();
            Files.writeString(file, "second");
            // again and again, as Connect does: on a slow machine a login may take longer than connection.timeout.ms
            await().until(() -> {
                task.put(List.of());
                return !task.isHolding();
            });

            assertThat(database.rows("SELECT n FROM t ORDER BY n")).containsExactly("1", "2");
        }
    }

    @Test
    void saysWhatIsWrongWithThePasswordOrItsFile() throws SQLException, IOException {
        changePassword();
        try (TaskUnderTest task = task("0")) {
            assertThatThrownBy(() -> task.insist(List.of(record(1, "x", "1"))))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("connection.password");
        }
        Files.delete(file);
        try (TaskUnderTest task = task("0")) {
            assertThatThrownBy(() -> task.insist(List.of(record(1, "x", "1"))))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("connection.password.file: the file '" + file + "' does not exist")
                    .hasMessageNotContaining("second");
        }
    }

    private void changePassword() throws SQLException {
        database.run("ALTER USER rotated@'%' IDENTIFIED BY 'second'");
        database.killIdleConnections();
    }

    private TaskUnderTest task(String retryMillis) {
        Map<String, String> settings = new HashMap<>();
        settings.put(ConnectionOptions.USER, "rotated");
        settings.put(ConnectionOptions.PASSWORD, null);
        settings.put(ConnectionOptions.PASSWORD_FILE, file.toString());
        settings.put(ConnectionOptions.TIMEOUT, "1000");
        settings.put(RetryOptions.CONFIGURATION_RETRY, retryMillis);
        return new TaskUnderTest(database, "table=t\ncolumn.n=kafka.offset", settings);
    }
}
