// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A transformation that filters records: the sink never sees them, and exactly-once passes over them all the same. */
@ExtendWith(StackExtension.class)
class FilteredRecordsIT {
    private static final String NAME = "filtered_records";
    private static final String POSITION = "SELECT next_offset FROM connect_sink_offsets";

    /** Now and then, as far as Connect says that Kafka has come. */
    @Test
    void thePositionIsLiftedOverThem(LocalStack stack) throws Exception {
        Database database = Database.on(stack.mysql(), NAME);
        database.run("CREATE TABLE log (n BIGINT)");
        try (RunningSink sink = RunningSink.start(stack, database, settings())) {
            sink.send("x", "1", "2", "3");
            await().until(() -> rows(database) == 3);
            sink.send("x", null, null, null, null);
            await().until(() -> database.rows(POSITION).equals(List.of("7")));

            stack.connect().stop(NAME);
            assertThat(stack.connect().awaitStopped(NAME, Patience.STOP)).isTrue();
            stack.connect().resume(NAME);
            sink.send("x", "4");
            await().until(() -> rows(database) == 4);
            assertThat(database.rows("SELECT n FROM log ORDER BY n")).containsExactly("0", "1", "2", "7");
            assertThat(database.rows(POSITION)).containsExactly("8");
            await().until(() -> sink.status().isRunning());
        }
    }

    private static long rows(Database database) throws SQLException {
        return database.number("SELECT COUNT(*) FROM log");
    }

    private static Map<String, String> settings() {
        return Map.of(
                "table", "log",
                "column.n", "kafka.offset",
                "delivery.guarantee", "exactly_once",
                "transforms", "filter",
                "transforms.filter.type", "org.apache.kafka.connect.transforms.Filter",
                "transforms.filter.predicate", "tombstone",
                "predicates", "tombstone",
                "predicates.tombstone.type", "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone");
    }
}
