// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.connection.ConnectionCounts;
import io.mqttmysql.sink.connection.MySqlConnections;
import io.mqttmysql.sink.connection.MySqlDriver;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sink's connections are, and how long they live, on a real server. */
@ExtendWith(StackExtension.class)
class ConnectionsIT {
    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "connections");
        database.run("CREATE TABLE readings (id BIGINT, value VARCHAR(8))");
    }

    @ParameterizedTest
    @EnumSource
    void haveTheSessionThatTheSinkNeeds(DeliveryGuarantee guarantee) throws SQLException {
        String url = "jdbc:mysql://127.0.0.1:" + database.server().port() + "/" + database.name()
                + "?allowPublicKeyRetrieval=true";
        ConnectionOptions options = ConnectionOptions.from(new AbstractConfig(
                ConnectionOptions.define(new ConfigDef()),
                Map.of(
                        ConnectionOptions.URL,
                        url,
                        ConnectionOptions.USER,
                        database.server().user(),
                        ConnectionOptions.PASSWORD,
                        database.server().password(),
                        ConnectionOptions.SSL_MODE,
                        "DISABLED"),
                false));
        MySqlConnections connections =
                new MySqlConnections(MySqlDriver.of(url), options, guarantee, new ConnectionCounts(), facts -> {});

        try (Connection connection = connections.getConnection();
                Statement query = connection.createStatement();
                ResultSet session = query.executeQuery("""
                        SELECT @@session.transaction_isolation, @@session.innodb_lock_wait_timeout,
                               @@session.lock_wait_timeout, @@session.time_zone, @@session.autocommit,
                               @@session.sql_mode, @@session.character_set_client""")) {
            session.next();

            assertThat(session.getString(1)).isEqualTo("READ-COMMITTED");
            assertThat(session.getLong(2)).isEqualTo(10);
            assertThat(session.getLong(3)).isEqualTo(10);
            assertThat(session.getString(4)).isEqualTo("+00:00");
            assertThat(session.getLong(5)).isZero();
            assertThat(session.getString(6)).contains("STRICT_ALL_TABLES").contains("NO_ZERO_DATE");
            assertThat(session.getString(7)).isEqualTo("utf8mb4");
        }
        assertThat(connections.server().waitTimeout().toSeconds()).isPositive();
    }

    /** HikariCP by itself makes half an hour of less than 30 s. */
    @Test
    void areReplacedAfterALifetimeOfLessThanThirtySeconds() throws SQLException {
        AtomicLong next = new AtomicLong();
        try (WriterUnderTest writer = new WriterUnderTest(
                database, database.server().port(), InsertMode.INSERT, "connection.max.lifetime.ms", "1500")) {
            await().until(() -> {
                writer.write(next.get(), next.incrementAndGet());
                return writer.counters().connections().opened().sum() >= 3;
            });

            assertThat(writer.counters().connections().failedPings().sum()).isZero();
            assertThat(writer.counters().outage().count()).isZero();
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(next.get());
        }
    }
}
