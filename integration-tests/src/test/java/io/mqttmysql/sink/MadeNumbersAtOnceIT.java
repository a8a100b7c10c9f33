// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several tasks that change one column at once. */
@ExtendWith(StackExtension.class)
class MadeNumbersAtOnceIT {
    private static final int TASKS = 4;
    private static final String FIELDS = "strategies=all\ntable=numbers\nfields.include=*\nauto.create=true\n";

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "made_at_once");
    }

    /** All find the column whole, and each brings its own fraction. */
    @Test
    void fourTasksMakeDecimalsAtOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(TASKS);
        ExecutorService threads = Executors.newFixedThreadPool(TASKS);
        List<Future<List<String>>> tasks = new ArrayList<>();
        try {
            for (int number = 0; number < TASKS; number++) {
                String fraction = "{\"a\":0." + (number + 1) + "}";
                tasks.add(threads.submit(() -> {
                    try (TaskUnderTest task = new TaskUnderTest(database, FIELDS, Map.of("auto.evolve", "true"))) {
                        task.insist(List.of(TaskUnderTest.record(0, "x", "{\"a\":9007199254740993}")));
                        start.await();
                        task.insist(List.of(TaskUnderTest.record(1, "x", fraction)));
                        return task.reasons();
                    }
                }));
            }
            for (Future<List<String>> task : tasks) {
                assertThat(task.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.number("SELECT SUM(a) * 10 FROM numbers")).isEqualTo(4 * 90_071_992_547_409_930L + 10);
    }
}
