// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.sink.offset.OffsetStatements;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.OnMariaDb;
import io.mqttmysql.testing.OwnServers;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fail-over as clouds do it: the name in connection.url gets another address, while the former primary lives on, still
 * answers pings and only reads. Two servers on one port of two loopback addresses; the worker's JVM has its names from
 * a file and remembers each for as long as a JVM does by itself.
 */
@OnMariaDb
@OwnServers
@ExtendWith(StackExtension.class)
class MovedNameDebianIT {
    private static final String NAME = "moved_name";
    private static final String USER = "moved";
    private static final String PASSWORD = "the same on both";
    private static final String FORMER = "127.0.0.2";
    private static final String PROMOTED = "127.0.0.3";
    private static final int RECORDS = 50;
    /** More than age would make in all the time that a test waits. */
    private static final int CONNECTIONS_AFTER_REFUSALS = 20;

    @TempDir
    Path directory;

    @Test
    void theRowsGoWhereTheNamePoints(SqlServer mariaDb)
            throws SQLException, IOException, ExecutionException, InterruptedException {
        point(FORMER);
        try (LocalStack stack = LocalStack.builder()
                        .plugins(StackExtension.pluginPath())
                        .workerVariable("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts())
                        .start();
                FaultProxy former = FaultProxy.at(
                        new InetSocketAddress(FORMER, 0), stack.mysql().port());
                FaultProxy promoted = FaultProxy.at(new InetSocketAddress(PROMOTED, former.port()), mariaDb.port())) {
            Database first = create(SqlServer.of(stack.mysql()));
            Database second = create(mariaDb);
            try (RunningSink sink = RunningSink.start(stack, first, settings(promoted.port()))) {
                send(sink, 0);
                await().untilAsserted(() -> assertThat(rows(first)).isEqualTo(expected(RECORDS)));

                stack.mysql().setGlobal("super_read_only", "1");
                copy(first, second);
                send(sink, RECORDS);
                asksAgainAndAgain(former);
                point(PROMOTED);
                await().untilAsserted(() -> assertThat(rows(second)).isEqualTo(expected(2 * RECORDS)));

                assertThat(rows(first))
                        .as("the former primary answers, and only reads")
                        .isEqualTo(expected(RECORDS));
                assertThat(sink.status().tasks())
                        .extracting(ConnectClient.TaskStatus::state)
                        .containsExactly("RUNNING");
            }
        }
    }

    /** Each refusal makes a new connection; by their age alone, connections are replaced every two minutes. */
    private static void asksAgainAndAgain(FaultProxy former) {
        int before = former.accepted();
        await().untilAsserted(() ->
                assertThat(former.accepted()).isGreaterThanOrEqualTo(before + CONNECTIONS_AFTER_REFUSALS));
    }

    private static void send(RunningSink sink, int from) {
        sink.send(
                "home",
                IntStream.range(from, from + RECORDS).mapToObj(String::valueOf).toArray(String[]::new));
    }

    private static List<String> expected(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static List<String> rows(Database database) throws SQLException {
        return database.rows("SELECT n FROM log ORDER BY n");
    }

    /** What replication has done by then. */
    private static void copy(Database first, Database second) throws SQLException {
        for (String n : rows(first)) {
            second.run("INSERT INTO log VALUES (" + n + ")");
        }
        for (String position : first.rows("SELECT CONCAT_WS(',', QUOTE(owner), QUOTE(topic), partition_id, next_offset,"
                + " QUOTE(last_timestamp), format, QUOTE(newest_timestamp), QUOTE(moved_to)) FROM positions")) {
            second.run("INSERT INTO positions (owner, topic, partition_id, next_offset, last_timestamp, format,"
                    + " newest_timestamp, moved_to) VALUES (" + position + ")");
        }
    }

    private Map<String, String> settings(int port) {
        return Map.ofEntries(
                entry("retry.backoff.max.ms", "500"),
                entry(
                        "connection.url",
                        "jdbc:mysql://database.test:" + port + "/" + NAME + "?allowPublicKeyRetrieval=true"),
                entry("connection.user", USER),
                entry("connection.password", PASSWORD),
                entry("connection.ssl.mode", "DISABLED"),
                entry("delivery.guarantee", "exactly_once"),
                entry("offsets.table", "positions"),
                entry("table", "log"),
                entry("column.n", "payload"));
    }

    private Path hosts() {
        return directory.resolve("hosts");
    }

    private void point(String address) throws IOException {
        Files.writeString(hosts(), address + " database.test\n127.0.0.1 localhost\n");
    }

    private static Database create(SqlServer server) throws SQLException {
        Database database = Database.on(server, NAME);
        database.run("CREATE TABLE log (n BIGINT)"); // no key: a record that is stored twice shows
        database.run(
                new OffsetStatements(new TableId(Optional.empty(), "positions"), OffsetStatements.FORMAT).create());
        database.run("DROP USER IF EXISTS " + USER + "@'%'");
        database.run("CREATE USER " + USER + "@'%' IDENTIFIED BY '" + PASSWORD + "'");
        database.run("GRANT ALL ON " + NAME + ".* TO " + USER + "@'%'");
        return database;
    }
}
