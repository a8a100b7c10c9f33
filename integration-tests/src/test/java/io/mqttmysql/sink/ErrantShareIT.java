// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Too many bad records stop the task, and what was not stored or reported by then comes again. */
@ExtendWith(StackExtension.class)
class ErrantShareIT {
    private static final String PROPERTIES = """
            table=readings
            column.pos=kafka.offset
            column.value=payload
            """;

    /** One kind of bad record is found by the mapper, the other by the server. */
    @ParameterizedTest
    @CsvSource({"at_least_once, warm", "exactly_once, warm", "at_least_once, -1", "exactly_once, -1"})
    void theBatchThatGoesTooFarIsNeitherStoredNorReported(String guarantee, String bad, LocalStack stack)
            throws SQLException {
        Database database = Database.on(stack.mysql(), "errant_share");
        database.run("CREATE TABLE readings (pos BIGINT, value DECIMAL(4,1) CHECK (value >= 0))");
        Map<String, String> settings = Map.of("delivery.guarantee", guarantee);
        List<SinkRecord> first = records(0, 20, bad, 5);
        List<SinkRecord> second = records(20, 20, bad, 1);
        try (TaskUnderTest task = new TaskUnderTest(database, PROPERTIES + "errors.max.share=0.005", settings)) {
            task.insist(first);
            assertThat(task.putAside()).hasSize(5);

            assertThatThrownBy(() -> task.insist(second))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("6 of the last 1000 records")
                    .hasMessageContaining("errors.max.share=0.005");

            assertThat(task.putAside()).hasSize(5);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(15);
        }
        try (TaskUnderTest restarted = new TaskUnderTest(database, PROPERTIES, settings)) {
            restarted.insist(second);

            assertThat(restarted.putAside()).containsExactly(20L);
            assertThat(database.number("SELECT COUNT(DISTINCT pos) FROM readings"))
                    .isEqualTo(34);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(34);
        }
    }

    /** Otherwise the part that is stored, and its dead letters, would be there twice after a restart. */
    @Test
    void aDeliveryOfSeveralTransactionsIsJudgedAsAWhole(LocalStack stack) throws SQLException {
        Database database = Database.on(stack.mysql(), "errant_share");
        database.run("CREATE TABLE readings (pos BIGINT, value DECIMAL(4,1) CHECK (value >= 0))");
        List<SinkRecord> delivery = new ArrayList<>(records(0, 20, "warm", 1));
        delivery.addAll(records(20, 20, "warm", 5));
        Map<String, String> parts = Map.of("transaction.max.bytes", "100");
        try (TaskUnderTest task = new TaskUnderTest(database, PROPERTIES + "errors.max.share=0.005", parts)) {
            assertThatThrownBy(() -> task.insist(delivery)).hasMessageContaining("6 of the last 1000 records");

            assertThat(task.putAside()).isEmpty();
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isZero();
        }
    }

    /** The bad ones come first. */
    private static List<SinkRecord> records(long from, int count, String bad, int bads) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(TaskUnderTest.record(from + i, "Home/bath", i < bads ? bad : "21.5"));
        }
        return records;
    }
}
