// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.history.Reading;
import io.mqttmysql.pipeline.WorkerMetrics;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.OwnServers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Filters that move between tasks: nothing is lost, and the repetition ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@OwnServers
class DividedFiltersIT {
    private static final int PER_SECOND = 150;

    private LocalStack stack;

    @BeforeAll
    void start() {
        stack = SourceRun.stack(1).start();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void filtersMoveUnderLoad() {
        String filters = SourceRun.eachDevice("swapped");
        int last = filters.lastIndexOf(',');
        String turned = filters.substring(last + 1) + "," + filters.substring(0, last);
        try (SourceRun run = SourceRun.start(stack, "swapped", 2, "mqtt.topic.filters", filters)) {
            run.load().during(PER_SECOND, () -> {
                run.awaitMore(PER_SECOND);
                run.set("mqtt.topic.filters", turned); // each filter is the other task's now
                run.awaitConnected(2);
                run.awaitMore(PER_SECOND);
            });
            run.settle();

            await().until(() -> {
                Map<Reading.Id, Integer> before = run.settle();
                run.load().publish(20);
                Map<Reading.Id, Integer> after = run.settle();
                after.keySet().removeAll(before.keySet());
                return after.values().stream().allMatch(count -> count == 1);
            });
        }
    }

    /** The broker has one queue for the group, and throws it away with the last subscription. */
    @Test
    void aGroupThatIsRenamedLosesNothing() {
        try (SourceRun run = SourceRun.start(stack, "renamed", 1, "mqtt.shared.group", "before")) {
            run.load().publish(100);
            run.settle();
            run.stop();
            run.load().publish(20_000);

            run.set("mqtt.shared.group", "after");
            run.resume(1);

            run.settle();
        }
    }

    @Test
    void everyTaskShowsItsMetrics() {
        String filters = SourceRun.eachDevice("shown");
        try (SourceRun run = SourceRun.start(stack, "shown", 2, "mqtt.topic.filters", filters)) {
            run.load().publish(100);
            run.settle();

            Map<Integer, Map<String, Long>> tasks =
                    WorkerMetrics.of(stack.workers().get(0), "shown");
            assertThat(tasks).containsOnlyKeys(0, 1);
            assertThat(tasks.values())
                    .allSatisfy(values -> assertThat(values)
                            .containsEntry("connected", 1L)
                            .containsEntry("messages-received-total", 50L)
                            .containsEntry("records-dropped-by-connect-total", 0L));
            await().until(() -> run.metric("messages-acknowledged-total") == 100);
        }
    }
}
