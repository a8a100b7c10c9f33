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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real worker's log says while the server is away: when it began and when it was over, and nothing else. */
@ExtendWith(StackExtension.class)
class OutageLogIT {
    private static final String WAITING = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.PROCESSLIST"
            + " WHERE DB = DATABASE() AND STATE = 'Waiting for table metadata lock'";

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
                            line -> assertThat(line).contains(" WARN ", "cannot write to MySQL"),
                            line -> assertThat(line)
                                    .contains(" INFO ", "writing to MySQL again", "records had waited"));
            assertThat(told).noneMatch(line -> line.startsWith("\tat "));
            assertThat(sink.status().isRunning()).isTrue();
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
        return (Long) sink.metrics().getOrDefault("transactions-failed-connection-lost-total", 0L);
    }

    /** Of the connector, the pool or the driver; Kafka's consumer tells what it does as INFO. */
    private boolean isTold(String line) {
        boolean isTrouble = line.contains(" WARN ") || line.contains(" ERROR ");
        boolean isOfPool = line.contains("mysql-sink") || line.contains("Hikari") || line.contains("ProxyConnection");
        return line.contains(" - " + database.name() + "-0 - ")
                || (isTrouble && (isOfPool || line.contains(database.name())));
    }
}
