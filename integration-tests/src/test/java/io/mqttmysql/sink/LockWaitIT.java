// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody else holds a lock for long: the log says so, and does not speak of the link. */
@ExtendWith(StackExtension.class)
class LockWaitIT {
    /** An ALTER TABLE of the sink, or rows, behind a transaction that has read the table. */
    @ParameterizedTest
    @CsvSource({"true, SELECT * FROM log", "false, SELECT * FROM log FOR UPDATE"})
    void isCalledOne(boolean evolves, String query, LocalStack stack) throws Exception {
        Database database = Database.on(stack.mysql(), "lock_wait_" + evolves);
        database.run("CREATE TABLE log (n BIGINT PRIMARY KEY)");
        database.run("INSERT INTO log VALUES (-1)");
        Map<String, String> settings = Map.of(
                "table", "log",
                "column.n", "kafka.offset",
                "fields.include", "*",
                "auto.evolve", String.valueOf(evolves),
                "max.retries", "0",
                "socket.timeout.ms", "9000");
        try (RunningSink sink = RunningSink.start(stack, database, settings);
                Connection other = stack.mysql().connect(database.name());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            try (ResultSet read = statement.executeQuery(query)) {
                assertThat(read.next()).isTrue();
            }

            sink.send("x", evolves ? "{\"new\":1}" : "{}");
            await().until(() -> Long.valueOf(1).equals(sink.metrics().get("outages-total")));

            assertThat(sink.metrics().get("last-error").toString()).contains("Lock wait timeout");
            assertThat(Files.readAllLines(stack.workers().get(0).log()))
                    .filteredOn(line -> line.contains(" - " + database.name() + "-0 - nothing can be stored"))
                    .singleElement(as(STRING))
                    .contains(" WARN ", "Lock wait timeout exceeded");
            other.rollback();
            await().until(() -> database.number("SELECT COUNT(*) FROM log") == 2);
        }
    }
}
