// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real worker's log says while the server is away: when it began and when it was over, and nothing else. */
@ExtendWith(StackExtension.class)
class OutageLogIT {
    private static final String WAITING = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.PROCESSLIST"
            + " WHERE DB = DATABASE() AND STATE = 'Waiting for table metadata lock'";

    /** In seconds, of the sink's connection that waits; -1 where there is none. */
    private static final String SINCE_THE_LAST_STATEMENT =
            "SELECT COALESCE(MAX(TIME), -1) FROM INFORMATION_SCHEMA.PROCESSLIST"
                    + " WHERE DB = DATABASE() AND COMMAND = 'Sleep' AND ID <> CONNECTION_ID()";

    private final LocalStack stack;
    private Database database;

    OutageLogIT(LocalStack stack) {
        this.stack = stack;
    }

    @AfterEach
    void serverRunsAgain() {
        if (!stack.mysql().isRunning()) {
            stack.mysql().start();
        }
    }

    /** The server dies in the middle of a transaction, then nobody answers for some attempts. */
    @ParameterizedTest
    @CsvSource({
        "validated, exactly_once",
        "validated, at_least_once",
        "recycled, at_least_once",
        "recycled, exactly_once",
        "none, at_least_once"
    })
    void isTwoLinesLong(String pool, String guarantee) throws Exception {
        database = Database.on(stack.mysql(), "outage_log_" + pool + "_" + guarantee.charAt(0));
        database.run("CREATE TABLE log (n BIGINT)");
        try (RunningSink sink = RunningSink.start(stack, database, settings(pool, guarantee))) {
            sink.send("x", "1", "2", "3");
            await().until(() -> rows() == 3);
            int before = lines().size();

            try (Connection other = stack.mysql().connect(database.name());
                    Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLES log WRITE");
                sink.send("x", "4");
                await().until(() -> database.number(WAITING) > 0);
                stack.mysql().kill();
            }
            sink.send("x", "5", "6");
            await().until(() -> failedAttempts(sink) >= 4);
            stack.mysql().start();
            await().until(() -> rows() == 6);
            await().until(() -> Long.valueOf(0).equals(sink.metrics().get("outage-seconds")));

            List<String> told = lines().stream().skip(before).toList();
            assertThat(told)
                    .filteredOn(line -> isTold(line))
                    .satisfiesExactly(
                            line -> assertThat(line).contains(" WARN ", "nothing can be stored"),
                            line -> assertThat(line)
                                    .contains(" INFO ", "writing to MySQL again", "records had waited"));
            assertThat(told).noneMatch(line -> line.startsWith("\tat "));
            assertThat(sink.status().isRunning()).isTrue();
        }
    }

    /** Told at once, while it costs time only; what is stored in the end needs no second line. */
    @Test
    void aConflictIsOneLineLong() throws Exception {
        database = Database.on(stack.mysql(), "outage_log_conflict");
        database.run("CREATE TABLE log (n BIGINT)");
        Map<String, String> settings = new HashMap<>(settings("validated", "at_least_once"));
        settings.put("socket.timeout.ms", "4000"); // locks are waited for half as long
        try (RunningSink sink = RunningSink.start(stack, database, settings)) {
            sink.send("x", "1");
            await().until(() -> rows() == 1);

            try (Connection other = stack.mysql().connect(database.name());
                    Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLES log WRITE");
                sink.send("x", "2");
                await().until(() -> count(sink, "transactions-failed-conflict-total") > 0);
            }
            await().until(() -> rows() == 2);

            assertThat(lines())
                    .filteredOn(line -> line.contains(" - " + database.name() + "-0 - another transaction"))
                    .singleElement()
                    .asString()
                    .contains(" INFO ", "is tried again", "Lock wait timeout exceeded");
        }
    }

    @Test
    void aLostClaimIsOneLineLong() throws Exception {
        database = Database.on(stack.mysql(), "outage_log_claim");
        database.run("CREATE TABLE log (n BIGINT)");
        try (RunningSink sink = RunningSink.start(stack, database, settings("validated", "exactly_once"))) {
            sink.send("x", "1", "2", "3");
            await().until(() -> rows() == 3);

            database.run("DELETE FROM log WHERE n > 0");
            database.run("UPDATE connect_sink_offsets SET next_offset = 1, moved_to = 1");
            sink.send("x", "4");
            await().until(() -> rows() == 4);

            assertThat(lines())
                    .filteredOn(line -> line.contains("the stored position of " + database.name() + "-0"))
                    .singleElement()
                    .asString()
                    .contains(" WARN ", " - " + database.name() + "-0 - ", "is 1, not 3", "lost its last commits");
        }
    }

    /** With settings at their bounds, while connections die that lie in it, and while others grow old. */
    @ParameterizedTest
    @CsvSource({"validated, 3600000, 1", "recycled, 3600000, 1", "validated, 1000, 0"})
    void thePoolIsNamedAfterItsTaskAndWarnsOfNothing(String pool, String lifetime, int pings) throws Exception {
        database = Database.on(stack.mysql(), "outage_log_pool_" + pool + "_" + lifetime);
        database.run("CREATE TABLE log (n BIGINT)");
        Map<String, String> settings = new HashMap<>(settings(pool, "at_least_once"));
        settings.put("connection.max.lifetime.ms", lifetime);
        settings.put("connection.validation.timeout.ms", "60000");
        settings.put("connection.pool.size", "100");
        try (RunningSink sink = RunningSink.start(stack, database, settings)) {
            for (int sent = 1; sent <= 3; sent++) {
                int rows = sent;
                sink.send("x", "1");
                await().until(() -> rows() == rows);
                await().until(() -> database.number(SINCE_THE_LAST_STATEMENT) != 0); // a pool trusts half a second
                database.killIdleConnections();
            }

            assertThat(count(sink, "pings-failed-total")).isGreaterThanOrEqualTo(pings);
            List<String> told = lines().stream()
                    .filter(line -> line.contains("mysql-sink " + database.name() + "-0 - "))
                    .toList();
            assertThat(told).anyMatch(line -> line.contains("Start completed"));
            assertThat(told)
                    .filteredOn(line -> !line.contains("Thread starvation")) // the machine's matter
                    .allMatch(line -> line.contains(" INFO "));
        }
    }

    private static Map<String, String> settings(String pool, String guarantee) {
        return Map.of(
                "table", "log",
                "column.n", "kafka.offset",
                "connection.pool", pool,
                "connection.timeout.ms", "1000",
                "delivery.guarantee", guarantee);
    }

    private long rows() throws SQLException {
        return database.number("SELECT COUNT(*) FROM log");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(stack.workers().get(0).log());
    }

    private static long failedAttempts(RunningSink sink) {
        return count(sink, "transactions-failed-connection-lost-total");
    }

    private static long count(RunningSink sink, String attribute) {
        return (Long) sink.metrics().getOrDefault(attribute, 0L);
    }

    /** Of the connector, the pool or the driver; Kafka's consumer tells what it does as INFO. */
    private boolean isTold(String line) {
        boolean isTrouble = line.contains(" WARN ") || line.contains(" ERROR ");
        boolean isOfPool = line.contains("mysql-sink") || line.contains("Hikari") || line.contains("ProxyConnection");
        return line.contains(" - " + database.name() + "-0 - ")
                || (isTrouble && (isOfPool || line.contains(database.name())));
    }
}
